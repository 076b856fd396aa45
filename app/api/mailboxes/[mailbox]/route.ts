import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { saveMailbox } from "@/lib/outreach/mailbox/save-mailbox";
import { MailboxRef, SaveMailbox } from "@/lib/outreach/mailbox/schemas";
import { removeMailbox } from "@/lib/outreach/sequence/remove-mailbox";

/** PATCH /api/mailboxes/:mailbox { workspace_id, daily_limit?, gap_from_seconds?, … } → the mailbox */
export const PATCH = workspaceRoute({
  input: { params: MailboxRef, body: SaveMailbox },
  handler: (ctx, { params, body }) => saveMailbox(ctx, { ...params, ...body }),
});

/** DELETE /api/mailboxes/:mailbox?workspace_id= → { moved, waiting, voided } */
export const DELETE = workspaceRoute({
  input: { params: MailboxRef },
  handler: (ctx, { params }) => removeMailbox(ctx, params),
});

export const { GET, POST, PUT, OPTIONS } = otherMethods({ PATCH, DELETE });
