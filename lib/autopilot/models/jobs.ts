import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** Deletes what models were asked more than seven days ago. */
export const SweepRequests = defineJob({
  name: "models.sweep_requests",
  payload: z.object({}),
  policy: "short",
  retryLimit: 0,
  expireInSeconds: 300,
  cron: "41 * * * *",
});
