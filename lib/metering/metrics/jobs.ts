import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** Recounts events, model calls and budgets, and compares them with the sums that the dashboard and the gateway read. */
export const RefreshRollups = defineJob({
  name: "metrics.refresh_rollups",
  payload: z.object({}),
  policy: "short",
  retryLimit: 1,
  expireInSeconds: 900,
  cron: "*/15 * * * *",
});
