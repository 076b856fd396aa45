import { tellOutcome } from "@/lib/autopilot/actions/tell-outcome";
import { ApprovalRef, TellOutcome } from "@/lib/company/approvals/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** POST { happened } → a member's word for an outcome that could not be looked up */
export const POST = workspaceRoute({
  input: { params: ApprovalRef, body: TellOutcome },
  handler: (ctx, { params, body }) => tellOutcome(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
