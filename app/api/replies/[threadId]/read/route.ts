import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { markThread } from "@/lib/outreach/replies/mark-thread";
import { MarkThread, ThreadRef } from "@/lib/outreach/replies/schemas";

/** POST /api/replies/:threadId/read { read? } → the conversation */
export const POST = workspaceRoute({
  input: { params: ThreadRef, body: MarkThread },
  handler: (ctx, { params, body }) => markThread(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
