import type { IntegrationProvider, ProviderState } from "@/lib/company/integrations/schemas";

type Field = { name: string; label: string; description?: string; placeholder?: string; secret?: true };
type Words = { name: string; does: string; where: string; fields: readonly Field[] };

/** How each provider is presented and what its form asks for; the names are those of its configuration. */
export const PROVIDERS: Record<IntegrationProvider, Words> = {
  resend: {
    name: "Resend",
    does: "Sends and receives this company’s project emails.",
    where: "In Resend under API Keys.",
    fields: [
      { name: "api_key", label: "API key", placeholder: "re_…", secret: true },
      {
        name: "domain",
        label: "Domain",
        placeholder: "mail.acme.com",
        description: "A domain that is verified in Resend.",
      },
      { name: "from", label: "Sender address", placeholder: "hello@mail.acme.com" },
    ],
  },
  meta: {
    name: "Meta",
    does: "Creates ad campaigns on Facebook and Instagram, always paused.",
    where: "In Meta Business settings under System users, with the permission ads_management.",
    fields: [
      { name: "access_token", label: "Access token", secret: true },
      { name: "ad_account_id", label: "Ad account", placeholder: "act_1234567890" },
      { name: "page_id", label: "Page id" },
    ],
  },
  github: {
    name: "GitHub",
    does: "Commits this company’s files and opens pull requests.",
    where: "In GitHub under Fine-grained tokens, with Contents and Pull requests set to read and write.",
    fields: [
      { name: "token", label: "Token", placeholder: "github_pat_…", secret: true },
      {
        name: "owner",
        label: "Owner",
        placeholder: "acme",
        description: "The user or organisation that owns the repository.",
      },
      { name: "repository", label: "Repository", placeholder: "website" },
    ],
  },
  vercel: {
    name: "Vercel",
    does: "Publishes this company’s website.",
    where: "In Vercel under Account settings, Tokens.",
    fields: [
      { name: "token", label: "Token", secret: true },
      {
        name: "team_id",
        label: "Team id",
        placeholder: "team_…",
        description: "Leave it empty for a personal account.",
      },
      { name: "project", label: "Project", placeholder: "acme-website" },
    ],
  },
};

type Badge = { label: string; color: string };

/** Whether the company's own account acts, another one does, or none. */
export function connectionBadge({ integration, account }: ProviderState): Badge {
  if (account === null) return { label: "Not available", color: "gray" };
  if (account.source === "own") return { label: "Connected", color: "green" };
  return { label: integration ? "Switched off" : "Not connected", color: "gray" };
}

/** The word for the last test of the account that acts; null where there is nothing to act. */
export function testBadge({ account, test, stale }: ProviderState): Badge | null {
  if (account === null) return null;
  if (test === null) return { label: "Not tested", color: "yellow" };
  if (test.verdict === "rejected") return { label: "Test failed", color: "red" };
  if (test.verdict === "unreachable") return { label: "Could not be reached", color: "orange" };
  return stale ? { label: "Not tested for a day", color: "yellow" } : { label: "Test passed", color: "green" };
}
