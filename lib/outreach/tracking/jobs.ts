import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** Looks once a minute for workspaces whose tracking domain is due for a check. */
export const SweepHosts = defineJob({
  name: "tracking.sweep_hosts",
  payload: z.object({}),
  policy: "short",
  retryLimit: 0,
  expireInSeconds: 50,
  cron: "* * * * *",
});

/** Checks the tracking domain of a workspace. */
export const CheckHost = defineJob({
  name: "tracking.check_host",
  payload: z.object({ workspaceId: z.uuid() }),
  policy: "short",
  key: ({ workspaceId }) => workspaceId,
  retryLimit: 2,
  expireInSeconds: 120,
});

/** Judges clicks once no scanner's burst can be under way any more, and stores those of people as events. Safe to repeat. */
export const ReportClicks = defineJob({
  name: "tracking.report_clicks",
  payload: z.object({ workspaceId: z.uuid() }),
  policy: "short",
  key: ({ workspaceId }) => workspaceId,
  retryLimit: 10,
  expireInSeconds: 60,
  delaySeconds: 75,
  // A reported fact holds whatever the workspace's state.
  whileFrozen: "run",
});
