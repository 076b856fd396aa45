import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** Tells a task that one of its proposals was denied, or sent back for another version. */
export const FollowDecision = defineJob({
  name: "tasks.follow_decision",
  payload: z.object({
    workspaceId: z.uuid(),
    taskId: z.uuid(),
    approvalId: z.uuid(),
    title: z.string(),
    decision: z.enum(["denied", "revised"]),
    note: z.string().nullable(),
  }),
  policy: "standard",
  retryLimit: 5,
  expireInSeconds: 60,
});
