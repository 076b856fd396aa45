import { getApproval } from "@/lib/company/approvals/get-approval";
import { ApprovalRef } from "@/lib/company/approvals/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** GET → the proposal with its versions and the attempts at carrying it out */
export const GET = workspaceRoute({
  input: { params: ApprovalRef },
  handler: (ctx, { params }) => getApproval(ctx, params),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
