import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** Recounts the rollup views from the events, and compares them with the sums that the dashboard reads. */
export const RefreshRollups = defineJob({
  name: "metrics.refresh_rollups",
  payload: z.object({}),
  policy: "short",
  retryLimit: 1,
  expireInSeconds: 900,
  cron: "*/15 * * * *",
});
