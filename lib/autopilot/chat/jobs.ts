import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** Tells the company's chat about a received email, once. */
export const MirrorEmail = defineJob({
  name: "chat.mirror_email",
  payload: z.object({
    workspaceId: z.uuid(),
    projectId: z.uuid(),
    messageId: z.uuid(),
    threadId: z.uuid(),
    sender: z.string(),
    auth: z.string(),
    evidence: z.string(),
    text: z.string(),
  }),
  policy: "short",
  key: ({ messageId }) => messageId,
  retryLimit: 10,
  expireInSeconds: 30,
});

/** Tells the chat what became of a proposal that was made there, once. */
export const TellDecision = defineJob({
  name: "chat.tell_decision",
  payload: z.object({
    workspaceId: z.uuid(),
    approvalId: z.uuid(),
    version: z.number().int(),
    what: z.enum(["denied", "undone", "revised", "executed", "failed", "unknown", "expired"]),
    words: z.string().nullable(),
  }),
  policy: "short",
  key: ({ approvalId, version, what }) => `${approvalId}:${version}:${what}`,
  retryLimit: 10,
  expireInSeconds: 30,
});
