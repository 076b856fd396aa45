import type { CompanyRef } from "./company-navigation";

export type PaletteItem = { id: string; group: string; label: string; description?: string; href: string };

const PAGES = [
  { path: "", label: "Dashboard" },
  { path: "/campaigns", label: "Campaigns" },
  { path: "/leads", label: "Leads" },
  { path: "/replies", label: "Replies" },
  { path: "/test-mailbox", label: "Test mailbox" },
  { path: "/ledger", label: "Ledger" },
  { path: "/notifications", label: "Notifications" },
  { path: "/onboarding", label: "Onboarding" },
  { path: "/launch", label: "Launch" },
  { path: "/members", label: "Members" },
  { path: "/settings", label: "Settings" },
] as const;

const ACTIONS = [
  { path: "/campaigns?new=1", label: "Create a campaign" },
  { path: "/leads", label: "Import leads" },
  { path: "/onboarding?step=credentials", label: "Change the mail account" },
  { path: "/onboarding?step=brand", label: "Change company and sender" },
  { path: "/onboarding?step=infrastructure", label: "Change when to send" },
  { path: "/members", label: "Invite a teammate" },
] as const;

type Places = { company: CompanyRef | undefined; companies: readonly CompanyRef[]; hidden: readonly string[] };

/** The things that are known without asking the server: pages and actions of this company, and the other companies. */
export function knownItems({ company, companies, hidden }: Places): PaletteItem[] {
  const of = company ? `/companies/${company.id}` : "";
  const pages = company
    ? PAGES.filter(({ path }) => !hidden.includes(path)).map(({ path, label }) => ({
        id: `page ${path}`,
        group: "Pages",
        label,
        href: of + path,
      }))
    : [];
  const actions = company
    ? ACTIONS.map(({ path, label }) => ({ id: `action ${label}`, group: "Actions", label, href: of + path }))
    : [];
  const others = companies
    .filter(({ id }) => id !== company?.id)
    .map(({ id, name }) => ({ id: `company ${id}`, group: "Companies", label: name, href: `/companies/${id}` }));
  const all = [
    { id: "all companies", group: "Companies", label: "All companies", href: "/companies" },
    { id: "new company", group: "Actions", label: "Create a company", href: "/companies/new" },
  ];
  return [...pages, ...actions, ...others, ...all];
}

/** Those whose words all begin a word of the item; every item for an empty question. */
export function matching(items: readonly PaletteItem[], question: string): PaletteItem[] {
  const asked = question.toLowerCase().split(/\s+/).filter(Boolean);
  return items.filter(({ label, description = "" }) => {
    const text = ` ${label} ${description}`.toLowerCase();
    return asked.every((word) => text.includes(` ${word}`) || (word.length > 2 && text.includes(word)));
  });
}
