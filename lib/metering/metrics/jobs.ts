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

/** Counts a workspace's events by other days, after its time zone changed. */
export const RebuildDailyStats = defineJob({
  name: "ingestion.rebuild_daily_stats",
  payload: z.object({ workspaceId: z.uuid() }),
  policy: "stately",
  key: ({ workspaceId }) => workspaceId,
  retryLimit: 10,
  expireInSeconds: 600,
});
