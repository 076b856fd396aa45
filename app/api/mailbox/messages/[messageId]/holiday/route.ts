import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { goOnHoliday } from "@/lib/operations/test-mailbox/go-on-holiday";
import { Holiday, MailboxRef } from "@/lib/operations/test-mailbox/schemas";

/** POST /api/mailbox/messages/:messageId/holiday { days? } → what became of it */
export const POST = workspaceRoute({
  input: { params: MailboxRef, body: Holiday },
  feature: "testMailbox",
  handler: (ctx, { params, body }) => goOnHoliday(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
