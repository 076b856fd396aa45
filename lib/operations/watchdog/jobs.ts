import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";
import { RunCause } from "./schemas";

/** Compares one workspace's rows with what its n8n holds. `survey`: looks at the whole n8n as well, once for all of its workspaces. */
export const CheckWorkspace = defineJob({
  name: "watchdog.check_workspace",
  payload: z.object({ workspaceId: z.uuid(), cause: RunCause, survey: z.boolean().default(false) }),
  policy: "standard",
  retryLimit: 2,
  expireInSeconds: 120,
  concurrency: 8,
  // A frozen workspace that still runs is the first thing to be found.
  whileFrozen: "run",
});

/** Every fifteen minutes: one check for each launched workspace, spread over that time. */
export const SweepWorkspaces = defineJob({
  name: "watchdog.sweep_workspaces",
  payload: z.object({}),
  policy: "short",
  retryLimit: 2,
  expireInSeconds: 60,
  cron: "*/15 * * * *",
});
