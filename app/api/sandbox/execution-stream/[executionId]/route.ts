import { otherMethods } from "@/lib/http/refusal-route";
import { sseResponse } from "@/lib/http/sse";
import { untilAccessEnds } from "@/lib/http/until-access-ends";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { followTestRun } from "@/lib/operations/sandbox/follow-test-run";
import { getTestRun } from "@/lib/operations/sandbox/get-test-run";
import { ExecutionRef } from "@/lib/operations/sandbox/schemas";

/**
 * GET /api/sandbox/execution-stream/:executionId?workspace_id: `{ type: "node_event", data }` for each event as it happens, then one
 * `{ type: "end", data }`; resumes after `Last-Event-ID`. 404 `sandbox.run_not_found`.
 */
export const GET = workspaceRoute({
  input: { params: ExecutionRef },
  handler: async (ctx, { params }, request) => {
    const { id } = await getTestRun(ctx, params);
    const position = /^\d{1,18}$/.exec(request.headers.get("last-event-id") ?? "")?.[0] ?? "0";
    return sseResponse({ request, ctx }, (gone) =>
      untilAccessEnds(ctx, gone, async function* messages(signal) {
        for await (const { position: at, ...data } of followTestRun(ctx, { executionId: id, position, signal }))
          yield { id: at, data };
      }),
    );
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
