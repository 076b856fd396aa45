import { maskKey } from "@/lib/foundation/vault/mask";
import type { Masked } from "@/lib/foundation/vault/schemas";
import type { AnyIntegrationConfig } from "./schemas";

const named = (secret: string, more: Record<string, string | undefined>): Masked => {
  const shown = Object.fromEntries(Object.entries(more).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  return { ...shown, preview: [...Object.values(shown), maskKey(secret)].join(" · ") };
};

/** The visible part of a configuration: everything except the secret, of which only the end. */
export function maskIntegration({ provider, config }: AnyIntegrationConfig): Masked {
  switch (provider) {
    case "resend":
      return named(config.api_key, { domain: config.domain, from: config.from });
    case "meta":
      return named(config.access_token, { ad_account_id: config.ad_account_id, page_id: config.page_id });
    case "github":
      return named(config.token, { owner: config.owner, repository: config.repository });
    case "vercel":
      return named(config.token, { team_id: config.team_id, project: config.project });
  }
}
