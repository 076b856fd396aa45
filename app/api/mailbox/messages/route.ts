import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { listMessages } from "@/lib/operations/test-mailbox/list-messages";
import { ListMailboxQuery } from "@/lib/operations/test-mailbox/schemas";

/** GET /api/mailbox/messages?workspace_id=&limit=&cursor= → { data, next_cursor } */
export const GET = workspaceRoute({
  input: { query: ListMailboxQuery },
  feature: "testMailbox",
  handler: (ctx, { query }) => listMessages(ctx, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
