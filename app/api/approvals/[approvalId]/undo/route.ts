import { proposeUndo } from "@/lib/autopilot/actions/propose-undo";
import { ApprovalRef } from "@/lib/company/approvals/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** POST → 201, the proposal that would take back what was carried out */
export const POST = workspaceRoute({
  input: { params: ApprovalRef },
  status: 201,
  handler: (ctx, { params }) => proposeUndo(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
