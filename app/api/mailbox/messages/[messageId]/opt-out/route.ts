import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { optOutAsRecipient } from "@/lib/operations/test-mailbox/opt-out-as-recipient";
import { MailboxRef } from "@/lib/operations/test-mailbox/schemas";

/** POST /api/mailbox/messages/:messageId/opt-out → { unsubscribed: true } */
export const POST = workspaceRoute({
  input: { params: MailboxRef },
  feature: "testMailbox",
  handler: (ctx, { params }) => optOutAsRecipient(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
