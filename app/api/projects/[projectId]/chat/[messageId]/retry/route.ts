import { beginReply } from "@/lib/autopilot/chat/begin-reply";
import { retryReply } from "@/lib/autopilot/chat/retry-reply";
import { ChatMessageRef } from "@/lib/autopilot/chat/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { replyStream } from "@/lib/http/reply-stream";

/** POST → another reply to the same message, as server-sent events */
export const POST = projectRoute({
  input: { params: ChatMessageRef },
  handler: async (ctx, { params }, request) => {
    const asked = { projectId: params.projectId, ...(await retryReply(ctx, params)) };
    beginReply(ctx, asked);
    return replyStream({ request, ctx }, asked);
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
