import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { assignThread } from "@/lib/outreach/replies/assign-thread";
import { AssignThread, ThreadRef } from "@/lib/outreach/replies/schemas";

/** POST /api/replies/:threadId/assign { user_id } → the conversation */
export const POST = workspaceRoute({
  input: { params: ThreadRef, body: AssignThread },
  handler: (ctx, { params, body }) => assignThread(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
