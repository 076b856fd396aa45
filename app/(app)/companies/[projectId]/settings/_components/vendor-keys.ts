import type { SealCredential } from "@/lib/foundation/vault/schemas";

type VendorType = Exclude<SealCredential["type"], "imap">;
type Field = { name: string; label: string; secret?: true; placeholder?: string };
export type VendorKind = { label: string; fields: readonly Field[] };

const API_KEY: Field = { name: "api_key", label: "API key", secret: true };
const GOOGLE: readonly Field[] = [
  { name: "client_id", label: "Client ID" },
  { name: "client_secret", label: "Client secret", secret: true },
  { name: "refresh_token", label: "Refresh token", secret: true },
];

/** The services that a key can be saved of, each with what its key consists of. */
export const VENDOR_KINDS: Record<VendorType, VendorKind> = {
  openai_api: { label: "OpenAI", fields: [API_KEY] },
  anthropic_api: { label: "Anthropic", fields: [API_KEY] },
  google_cse: { label: "Google search", fields: [API_KEY, { name: "cx", label: "Search engine ID" }] },
  apify: { label: "Apify", fields: [{ name: "api_token", label: "API token", secret: true }] },
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
  },
  google_oauth2: { label: "Google email", fields: GOOGLE },
  google_sheets: { label: "Google Sheets", fields: GOOGLE },
};

export const isVendorType = (type: string): type is VendorType => type in VENDOR_KINDS;
export const VENDOR_CHOICES = Object.entries(VENDOR_KINDS).map(([value, { label }]) => ({ value, label }));
