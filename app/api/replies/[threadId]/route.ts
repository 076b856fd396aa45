import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { getThread } from "@/lib/outreach/replies/get-thread";
import { ThreadRef } from "@/lib/outreach/replies/schemas";

/** GET /api/replies/:threadId → { thread, sent, messages, answers } */
export const GET = workspaceRoute({
  input: { params: ThreadRef },
  handler: (ctx, { params }) => getThread(ctx, params),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
