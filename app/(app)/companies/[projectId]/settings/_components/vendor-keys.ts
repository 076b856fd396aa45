import type { SealCredential } from "@/lib/foundation/vault/schemas";

export type VendorType = Exclude<SealCredential["type"], "imap">;
type Field = { name: string; label: string; secret?: true; optional?: true; placeholder?: string };
/** `use`: what Greenlight asks of the service with the key. */
export type VendorKind = { label: string; fields: readonly Field[]; use: string };

const UNUSED = "Not used yet: it is kept and tried once a day.";

const API_KEY: Field = { name: "api_key", label: "API key", secret: true };
const GOOGLE: readonly Field[] = [
  { name: "client_id", label: "Client ID" },
  { name: "client_secret", label: "Client secret", secret: true },
  { name: "refresh_token", label: "Refresh token", secret: true },
];

/** The services that a key can be saved of, each with what its key consists of. */
export const VENDOR_KINDS: Record<VendorType, VendorKind> = {
  openai_api: { label: "OpenAI", fields: [API_KEY], use: UNUSED },
  anthropic_api: { label: "Anthropic", fields: [API_KEY], use: UNUSED },
  google_cse: {
    label: "Google search",
    fields: [API_KEY, { name: "cx", label: "Search engine ID" }],
    use: "Used for research: one search for each lead, by their name and company.",
  },
  apify: {
    label: "Apify",
    fields: [
      { name: "api_token", label: "API token", secret: true },
      { name: "actor_id", label: "Actor", optional: true, placeholder: "compass/crawler-google-places" },
    ],
    use: "Used for research: reviews of each lead’s company, for at most $0.05 a lead.",
  },
  relevance_config: {
    label: "Relevance AI",
    fields: [
      { name: "auth_token", label: "API key", secret: true },
      {
        name: "base_url",
        label: "Address of the region",
        placeholder: "https://api-bcbe5a.stack.tryrelevance.com/latest",
      },
      { name: "project_id", label: "Project ID" },
      { name: "studio_id", label: "Tool ID" },
    ],
    use: "Used for research: one run of your tool for each lead, about the person and their posts.",
  },
  google_oauth2: { label: "Google email", fields: GOOGLE, use: UNUSED },
  google_sheets: { label: "Google Sheets", fields: GOOGLE, use: UNUSED },
};

export const isVendorType = (type: string): type is VendorType => type in VENDOR_KINDS;
export const VENDOR_TYPES = Object.keys(VENDOR_KINDS).filter(isVendorType);
/** Those that research asks about a lead. */
export const RESEARCH_TYPES: readonly VendorType[] = ["google_cse", "apify", "relevance_config"];
