import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

const OfFreeze = z.object({ workspaceId: z.uuid(), freezeId: z.uuid() });

/** Stops everything in the engine of a frozen workspace and proves it. Repeated, it goes on where it stands, or looks again. */
export const EnforceFreeze = defineJob({
  name: "governance.enforce_freeze",
  payload: OfFreeze,
  policy: "exclusive",
  key: ({ freezeId }) => freezeId,
  retryLimit: 10,
  expireInSeconds: 120,
  whileFrozen: "run",
  concurrency: 16,
});

/** The first order to the engine, in a queue of its own: many freezes at once wait for nothing but this. */
export const BlockRuns = defineJob({
  name: "governance.block_runs",
  payload: OfFreeze,
  policy: "exclusive",
  key: ({ freezeId }) => freezeId,
  retryLimit: 0,
  expireInSeconds: 30,
  whileFrozen: "run",
  concurrency: 4,
});

/** Ends what `governance.block_runs` began, once the freeze was lifted. */
export const AllowRuns = defineJob({
  name: "governance.allow_runs",
  payload: OfFreeze,
  policy: "exclusive",
  key: ({ freezeId }) => freezeId,
  retryLimit: 5,
  expireInSeconds: 60,
});

/** The same for a freeze that is not new, in a queue of its own: machines that do not answer never keep a new freeze waiting. */
export const RecheckFreeze = defineJob({
  name: "governance.recheck_freeze",
  payload: OfFreeze,
  policy: "exclusive",
  key: ({ freezeId }) => freezeId,
  retryLimit: 0,
  expireInSeconds: 120,
  whileFrozen: "run",
});

/** Publishes exactly the workflows that were published before the freeze. */
export const RestoreWorkflows = defineJob({
  name: "governance.restore_workflows",
  payload: OfFreeze,
  policy: "exclusive",
  key: ({ freezeId }) => freezeId,
  retryLimit: 20,
  expireInSeconds: 300,
});

/** Every minute: each open freeze is looked at again; each engine that still refuses after a freeze, and each restoration that is not done, is tried again. */
export const SweepFreezes = defineJob({
  name: "governance.sweep_freezes",
  payload: z.object({}),
  policy: "short",
  retryLimit: 0,
  expireInSeconds: 50,
  cron: "* * * * *",
});
