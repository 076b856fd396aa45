import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** Erases a deleted company from where the last run ended. Killed at any point, the next run goes on. */
export const EraseCompany = defineJob({
  name: "deletion.erase_company",
  payload: z.object({ workspaceId: z.uuid() }),
  policy: "exclusive",
  key: ({ workspaceId }) => workspaceId,
  retryLimit: 20,
  expireInSeconds: 300,
  whileFrozen: "run",
});

/** Every minute: each deletion that is not done is tried again. */
export const SweepDeletions = defineJob({
  name: "deletion.sweep_deletions",
  payload: z.object({}),
  policy: "short",
  retryLimit: 0,
  expireInSeconds: 50,
  cron: "* * * * *",
});
