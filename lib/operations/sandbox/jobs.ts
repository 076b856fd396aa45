import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** Asks the engine how a sandbox run ended, and keeps what its nodes gave. */
export const SettleRun = defineJob({
  name: "sandbox.settle_run",
  payload: z.object({ workspaceId: z.uuid(), runId: z.uuid() }),
  policy: "stately",
  key: ({ runId }) => runId,
  retryLimit: 5,
  expireInSeconds: 60,
  whileFrozen: "run",
});

/** Each minute: runs whose end was not reported, because the engine or its sidecar went away. */
export const SweepRuns = defineJob({
  name: "sandbox.sweep_runs",
  payload: z.object({}),
  policy: "short",
  retryLimit: 2,
  expireInSeconds: 60,
  cron: "* * * * *",
});
