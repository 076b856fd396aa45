import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { listTestRuns } from "@/lib/operations/sandbox/list-test-runs";
import { ListTestRuns } from "@/lib/operations/sandbox/schemas";

/** GET /api/sandbox/history?workspace_id&campaign_id&limit&cursor */
export const GET = workspaceRoute({
  input: { query: ListTestRuns },
  handler: (ctx, { query }) => listTestRuns(ctx, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
