import { env, isLocalMode } from "@/lib/platform/env";
import type { AnyIntegrationConfig, IntegrationProvider } from "./schemas";

/** The installation's own account at a provider; null where the operator configured none. */
export function sharedAccount(provider: IntegrationProvider): AnyIntegrationConfig | null {
  const of = env();
  switch (provider) {
    case "resend":
      return of.RESEND_API_KEY === undefined
        ? null
        : { provider, config: { api_key: of.RESEND_API_KEY, ...(of.EMAIL_DOMAIN && { domain: of.EMAIL_DOMAIN }) } };
    case "meta":
      return of.META_ACCESS_TOKEN === undefined
        ? null
        : {
            provider,
            config: {
              access_token: of.META_ACCESS_TOKEN,
              ...(of.META_AD_ACCOUNT_ID && { ad_account_id: of.META_AD_ACCOUNT_ID }),
            },
          };
    case "github":
      return of.GITHUB_TOKEN === undefined
        ? null
        : { provider, config: { token: of.GITHUB_TOKEN, ...(of.GITHUB_OWNER && { owner: of.GITHUB_OWNER }) } };
    case "vercel":
      return of.VERCEL_TOKEN === undefined
        ? null
        : { provider, config: { token: of.VERCEL_TOKEN, ...(of.VERCEL_TEAM_ID && { team_id: of.VERCEL_TEAM_ID }) } };
  }
}

/** The providers that this machine can stand in for by itself: the outbox, a bare repository, a server on loopback. */
const BUILT_IN: Partial<Record<IntegrationProvider, string>> = {
  resend: "Built-in outbox of this machine",
  github: "Repository on this machine",
  vercel: "Web server of this machine",
};

/** The stand-in for a provider on the operator's own machine, in words; null elsewhere, and where there is none. */
export const builtInLabel = (provider: IntegrationProvider): string | null =>
  isLocalMode() ? (BUILT_IN[provider] ?? null) : null;
