import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { liftGuardrail } from "@/lib/outreach/mailbox/lift-guardrail";
import { FIRST_MAILBOX } from "@/lib/outreach/mailbox/schemas";

/** DELETE /api/mailbox/guardrail?workspace_id= → the pacing of the account, which sends again */
export const DELETE = workspaceRoute({ input: {}, handler: (ctx) => liftGuardrail(ctx, { mailbox: FIRST_MAILBOX }) });

export const { GET, POST, PUT, PATCH, OPTIONS } = otherMethods({ DELETE });
