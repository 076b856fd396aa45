import { retryExecution } from "@/lib/company/approvals/retry-execution";
import { ApprovalRef } from "@/lib/company/approvals/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** POST → the same approved bytes are carried out again, after a failure or an unknown outcome */
export const POST = workspaceRoute({
  input: { params: ApprovalRef },
  handler: (ctx, { params }) => retryExecution(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
