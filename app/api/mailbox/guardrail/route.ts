import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { liftGuardrail } from "@/lib/outreach/mailbox/lift-guardrail";

/** DELETE /api/mailbox/guardrail?workspace_id= → the pacing of the account, which sends again */
export const DELETE = workspaceRoute({ input: {}, handler: (ctx) => liftGuardrail(ctx) });

export const { GET, POST, PUT, PATCH, OPTIONS } = otherMethods({ DELETE });
