import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { MailboxRef, MovePeople } from "@/lib/outreach/mailbox/schemas";
import { movePeople } from "@/lib/outreach/sequence/move-people";

/** POST /api/mailboxes/:mailbox/people { workspace_id, to } → { moved, voided }: the people of a removed mailbox */
export const POST = workspaceRoute({
  input: { params: MailboxRef, body: MovePeople },
  handler: (ctx, { params, body }) => movePeople(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
