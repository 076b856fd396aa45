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
  expireInSeconds: 60,
  whileFrozen: "run",
});

/** The same for a freeze that is not new, in a queue of its own: machines that do not answer never keep a new freeze waiting. */
export const RecheckFreeze = defineJob({
  name: "governance.recheck_freeze",
  payload: OfFreeze,
  policy: "exclusive",
  key: ({ freezeId }) => freezeId,
  retryLimit: 0,
  expireInSeconds: 60,
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

/** Every minute: each open freeze is looked at again, each confirmed restoration that is not done is tried again. */
export const SweepFreezes = defineJob({
  name: "governance.sweep_freezes",
  payload: z.object({}),
  policy: "short",
  retryLimit: 0,
  expireInSeconds: 50,
  cron: "* * * * *",
});
