import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** Reads one received message: fetched where the provider sent none along, parsed, matched, filed. */
export const ProcessEmail = defineJob({
  name: "mail.process_email",
  payload: z.object({ workspaceId: z.uuid(), messageId: z.uuid() }),
  policy: "short",
  key: ({ messageId }) => messageId,
  retryLimit: 10,
  expireInSeconds: 180,
});

/** Follows what a member wrote to the company from a verified address. */
export const FollowOwner = defineJob({
  name: "mail.follow_owner",
  payload: z.object({
    workspaceId: z.uuid(),
    projectId: z.uuid(),
    messageId: z.uuid(),
    sender: z.string(),
    subject: z.string(),
    text: z.string(),
  }),
  policy: "short",
  key: ({ messageId }) => messageId,
  retryLimit: 5,
  expireInSeconds: 60,
});

/** Emails the link by which a member confirms that an address is theirs. */
export const AskForAddress = defineJob({
  name: "mail.ask_for_address",
  payload: z.object({ workspaceId: z.uuid(), projectId: z.uuid(), threadId: z.uuid(), userId: z.string() }),
  policy: "short",
  key: ({ threadId, userId }) => `${threadId}:${userId}`,
  retryLimit: 5,
  expireInSeconds: 60,
});
