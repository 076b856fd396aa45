import { ApprovalRef } from "@/lib/company/approvals/schemas";
import { getTrace } from "@/lib/company/receipts/get-trace";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** GET → the task, the proposal, its attempts, its receipt, and the ledger lines about any of them */
export const GET = workspaceRoute({
  input: { params: ApprovalRef },
  handler: (ctx, { params }) => getTrace(ctx, params),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
