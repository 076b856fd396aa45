import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** Deletes contexts of replies that were kept long enough. */
export const SweepSnapshots = defineJob({
  name: "context.sweep_snapshots",
  payload: z.object({}),
  policy: "short",
  retryLimit: 0,
  expireInSeconds: 60,
  cron: "41 * * * *",
});
