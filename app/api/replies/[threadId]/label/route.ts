import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { labelThread } from "@/lib/outreach/replies/label-thread";
import { LabelThread, ThreadRef } from "@/lib/outreach/replies/schemas";

/** POST /api/replies/:threadId/label { label } → the conversation */
export const POST = workspaceRoute({
  input: { params: ThreadRef, body: LabelThread },
  handler: (ctx, { params, body }) => labelThread(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
