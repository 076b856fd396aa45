import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { readReplies } from "@/lib/outreach/mailbox/read-replies";
import { ReadReplies } from "@/lib/outreach/mailbox/schemas";

/** PUT /api/mailbox/replies { workspace_id, read_by_founder } → the pacing of the account */
export const PUT = workspaceRoute({
  input: { body: ReadReplies },
  handler: (ctx, { body }) => readReplies(ctx, body),
});

export const { GET, POST, PATCH, DELETE, OPTIONS } = otherMethods({ PUT });
