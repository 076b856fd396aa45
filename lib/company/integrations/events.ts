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
