import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";

export const IntegrationSaved = defineEvent(
  "integration.saved",
  z.object({ provider: z.string(), preview: z.string(), enabled: z.boolean() }),
  ({ provider, preview, enabled }) =>
    enabled
      ? `The integration ${provider} was saved (${preview}).`
      : `The integration ${provider} was saved (${preview}) and is switched off.`,
);

export const IntegrationRemoved = defineEvent(
  "integration.removed",
  z.object({ provider: z.string(), preview: z.string() }),
  ({ provider, preview }) => `The integration ${provider} was removed (${preview}).`,
);

export const IntegrationTested = defineEvent(
  "integration.tested",
  z.object({ provider: z.string(), verdict: z.enum(["ok", "rejected", "unreachable"]), account: z.string() }),
  ({ provider, verdict, account }) =>
    ({
      ok: `The test of ${provider} passed (${account}).`,
      rejected: `The test of ${provider} failed (${account}).`,
      unreachable: `${provider} could not be reached for its test (${account}).`,
    })[verdict],
);

export const IntegrationFallbackChanged = defineEvent(
  "integration.fallback_changed",
  z.object({ provider: z.string(), allowed: z.boolean() }),
  ({ provider, allowed }) =>
    allowed
      ? `Greenlight’s shared account may act for ${provider} again.`
      : `Greenlight’s shared account may no longer act for ${provider}.`,
);

export const IntegrationFallbackUsed = defineEvent(
  "integration.fallback_used",
  z.object({ provider: z.string(), account: z.string(), action: z.string() }),
  ({ provider, account }) => `${account} acted for this company, because ${provider} is not connected.`,
);
