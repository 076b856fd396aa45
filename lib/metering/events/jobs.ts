import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";
import { NewEvent } from "./schemas";

/** Records one event that we ourselves observed, such as an unsubscribe. Safe to repeat: the event's key is stored once. */
export const RecordEvent = defineJob({
  name: "ingestion.record_event",
  payload: z.object({ workspaceId: z.uuid(), event: NewEvent }),
  policy: "standard",
  retryLimit: 10,
  expireInSeconds: 60,
  // We observed it ourselves, an opt-out above all, so it holds whatever the workspace's state.
  whileFrozen: "run",
});
