import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { getTestRun } from "@/lib/operations/sandbox/get-test-run";
import { ExecutionRef } from "@/lib/operations/sandbox/schemas";

/** GET /api/sandbox/execution/:executionId?workspace_id: the workflow, its events, and what each node gave */
export const GET = workspaceRoute({
  input: { params: ExecutionRef },
  handler: (ctx, { params }) => getTestRun(ctx, params),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
