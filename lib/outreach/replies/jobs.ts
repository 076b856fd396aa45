import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** Sends one approved answer by the workspace's account. An answer whose sending began is never handed over a second time. */
export const SendAnswer = defineJob({
  name: "replies.send_answer",
  payload: z.object({ workspaceId: z.uuid(), answerId: z.uuid() }),
  policy: "short",
  key: ({ answerId }) => answerId,
  retryLimit: 3,
  expireInSeconds: 120,
});
