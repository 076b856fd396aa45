import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** Ends work of agents that stopped without a word. */
export const SweepLostJobs = defineJob({
  name: "jobs.sweep_lost_jobs",
  payload: z.object({}),
  policy: "short",
  retryLimit: 0,
  expireInSeconds: 50,
  cron: "*/10 * * * *",
});
