import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** Enqueues the jobs that react to one announced event. */
export const Dispatch = defineJob({
  name: "ledger.dispatch",
  payload: z.object({ workspaceId: z.uuid(), type: z.string(), data: z.unknown(), at: z.iso.datetime() }),
  policy: "standard",
  retryLimit: 10,
  expireInSeconds: 60,
  // Each job that follows is held, or not, by its own contract.
  whileFrozen: "run",
});
