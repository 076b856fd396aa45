import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { addMailbox } from "@/lib/outreach/mailbox/add-mailbox";
import { listMailboxes } from "@/lib/outreach/mailbox/list-mailboxes";
import { AddMailbox } from "@/lib/outreach/mailbox/schemas";

/** GET /api/mailboxes?workspace_id= → { data }: the mailboxes that the company sends from */
export const GET = workspaceRoute({ input: {}, handler: async (ctx) => ({ data: await listMailboxes(ctx) }) });

/** POST /api/mailboxes { workspace_id, sender_name, sender_email, daily_limit?, account } → the new mailbox */
export const POST = workspaceRoute({
  input: { body: AddMailbox },
  status: 201,
  handler: (ctx, { body }) => addMailbox(ctx, body),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
