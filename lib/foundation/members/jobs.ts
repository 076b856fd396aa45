import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** Mails one invitation. The link is not in the payload: the job opens it from where it is sealed. */
export const SendInvite = defineJob({
  name: "tenancy.send_invite",
  payload: z.object({ workspaceId: z.uuid(), inviteId: z.uuid() }),
  policy: "short",
  key: ({ inviteId }) => inviteId,
  retryLimit: 10,
  expireInSeconds: 60,
});
