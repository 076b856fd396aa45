import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { liftGuardrail } from "@/lib/outreach/mailbox/lift-guardrail";
import { MailboxRef } from "@/lib/outreach/mailbox/schemas";

/** DELETE /api/mailboxes/:mailbox/guardrail?workspace_id= → the pacing of the mailbox, which sends again */
export const DELETE = workspaceRoute({
  input: { params: MailboxRef },
  handler: (ctx, { params }) => liftGuardrail(ctx, params),
});

export const { GET, POST, PUT, PATCH, OPTIONS } = otherMethods({ DELETE });
