import type { CompanyRef } from "./company-navigation";
import { isShown, PAGE_GROUPS, type Installed } from "./company-pages";

export type PaletteItem = { id: string; group: string; label: string; description?: string; href: string };

const PAGES = [
  ...PAGE_GROUPS.flatMap(({ pages }) => pages),
  { path: "/notifications", label: "Notifications" },
  { path: "/context", label: "Seen by the model" },
];

const ACTIONS = [
  { path: "/campaigns?new=1", label: "Create a campaign" },
  { path: "/leads?import=1", label: "Import leads" },
  { path: "/onboarding?step=credentials", label: "Change the mail account" },
  { path: "/onboarding?step=brand", label: "Change company and sender" },
  { path: "/onboarding?step=infrastructure", label: "Change when to send" },
  { path: "/members?invite=1", label: "Invite a teammate" },
] as const;

type Places = { company: CompanyRef | undefined; companies: readonly CompanyRef[]; installed: Installed };

/** The things that are known without asking the server: pages and actions of this company, and the other companies. */
export function knownItems({ company, companies, installed }: Places): PaletteItem[] {
  const of = company ? `/companies/${company.id}` : "";
  const pages = company
    ? PAGES.filter((page) => isShown(page, installed)).map(({ path, label }) => ({
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
