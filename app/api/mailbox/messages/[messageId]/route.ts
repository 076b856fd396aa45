import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { getMessage } from "@/lib/operations/test-mailbox/get-message";
import { MailboxRef } from "@/lib/operations/test-mailbox/schemas";

/** GET /api/mailbox/messages/:messageId → the message as its recipient sees it */
export const GET = workspaceRoute({
  input: { params: MailboxRef },
  feature: "testMailbox",
  handler: (ctx, { params }) => getMessage(ctx, params),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
