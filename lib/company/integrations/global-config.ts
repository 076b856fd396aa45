import { env } from "@/lib/platform/env";
import type { AnyIntegrationConfig, IntegrationProvider } from "./schemas";

/** The installation's own account with a provider, for companies that connected none; null where it has none either. */
export function globalConfig(provider: IntegrationProvider): AnyIntegrationConfig | null {
  const { RESEND_API_KEY, EMAIL_DOMAIN, META_ACCESS_TOKEN, GITHUB_TOKEN, VERCEL_TOKEN } = env();
  switch (provider) {
    case "resend":
      return RESEND_API_KEY ? { provider, config: { api_key: RESEND_API_KEY, domain: EMAIL_DOMAIN } } : null;
    case "meta":
      return META_ACCESS_TOKEN ? { provider, config: { access_token: META_ACCESS_TOKEN } } : null;
    case "github":
      return GITHUB_TOKEN ? { provider, config: { token: GITHUB_TOKEN } } : null;
    case "vercel":
      return VERCEL_TOKEN ? { provider, config: { token: VERCEL_TOKEN } } : null;
  }
}
