import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** Writes down that somebody used an operator's rights. Enqueued by the request itself, so that it is never lost and never waits. */
export const RecordAccess = defineJob({
  name: "audit.record_access",
  payload: z.object({
    /** One for each use, so that a repeated job writes one line and two uses write two. */
    entryId: z.uuid(),
    action: z.string(),
    actorType: z.string(),
    actorId: z.string().nullable(),
    accessedWorkspaceId: z.uuid().nullable(),
    address: z.string().nullable(),
    requestId: z.string(),
    method: z.string(),
    /** With the query: it says what was looked at. */
    path: z.string().max(1000),
    at: z.string(),
  }),
  policy: "standard",
  retryLimit: 50,
  expireInSeconds: 60,
});
