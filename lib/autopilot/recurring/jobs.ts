import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** Once a minute: recurring tasks that are due, and runs that never ended. */
export const RunDueTasks = defineJob({
  name: "scheduler.run_recurring",
  payload: z.object({}),
  policy: "short",
  retryLimit: 0,
  expireInSeconds: 55,
  cron: "* * * * *",
});

/** Does one run of a recurring task. */
export const DoRun = defineJob({
  name: "recurring.do_run",
  payload: z.object({ workspaceId: z.uuid(), runId: z.uuid(), key: z.string() }),
  policy: "short",
  key: ({ key }) => key,
  retryLimit: 3,
  expireInSeconds: 60,
  concurrency: 4,
});

/** Moves the tasks that take their zone from the company to its new one. */
export const FollowZone = defineJob({
  name: "recurring.follow_zone",
  payload: z.object({ workspaceId: z.uuid(), timezone: z.string() }),
  policy: "standard",
  retryLimit: 5,
  expireInSeconds: 30,
});
