import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";

const OfDrift = z.object({ driftId: z.uuid(), kind: z.string(), title: z.string(), words: z.string() });

export const DriftHealed = defineEvent(
  "watchdog.drift_healed",
  OfDrift,
  ({ words }) => `${words} It was put right, and n8n confirms it.`,
);

export const DriftQuarantined = defineEvent(
  "watchdog.drift_quarantined",
  OfDrift,
  ({ words }) => `${words} Three repairs did not help. Press “Try again” on the campaign once the cause is gone.`,
);

export const DriftRetried = defineEvent(
  "watchdog.drift_retried",
  OfDrift,
  ({ title }) => `Another repair of ${title} was asked for.`,
);
