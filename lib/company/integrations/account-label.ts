import { maskKey } from "@/lib/foundation/vault/mask";
import type { AnyIntegrationConfig, IntegrationProvider } from "./schemas";

export const PROVIDER_NAMES: Record<IntegrationProvider, string> = {
  resend: "Resend",
  meta: "Meta",
  github: "GitHub",
  vercel: "Vercel",
};

/** The words that an approval and a ledger line call an account by: “hello@acme.com (your Resend)”. */
export function accountLabel(account: AnyIntegrationConfig, source: "own" | "shared"): string {
  const name = PROVIDER_NAMES[account.provider];
  if (source === "own") return `${nameOf(account)} (your ${name})`;
  return account.provider === "resend" ? "Greenlight’s shared sender" : `Greenlight’s shared ${name} account`;
}

/** The name that the founder gave, and where there is none the end of the key. */
function nameOf({ provider, config }: AnyIntegrationConfig): string {
  switch (provider) {
    case "resend":
      return config.from ?? config.domain ?? `key ${maskKey(config.api_key)}`;
    case "meta":
      return config.ad_account_id ?? `token ${maskKey(config.access_token)}`;
    case "github":
      return config.owner ?? `token ${maskKey(config.token)}`;
    case "vercel":
      return config.team_id ?? `token ${maskKey(config.token)}`;
  }
}
