import { decideAction } from "@/lib/autopilot/actions/decide-action";
import { ApprovalRef, DecideApproval } from "@/lib/company/approvals/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** POST { decision, version, note?, payload? } → the proposal; 409 once it was decided, changed or late */
export const POST = workspaceRoute({
  input: { params: ApprovalRef, body: DecideApproval },
  handler: (ctx, { params, body }) => decideAction(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
