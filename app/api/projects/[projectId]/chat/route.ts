import { beginReply } from "@/lib/autopilot/chat/begin-reply";
import { listMessages } from "@/lib/autopilot/chat/list-messages";
import { postMessage } from "@/lib/autopilot/chat/post-message";
import { ListChatQuery, PostChat } from "@/lib/autopilot/chat/schemas";
import { stopReply } from "@/lib/autopilot/chat/stop-reply";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { replyStream } from "@/lib/http/reply-stream";

export const GET = projectRoute({
  input: { params: ProjectRef, query: ListChatQuery },
  handler: (ctx, { params, query }) => listMessages(ctx, { ...params, ...query }),
});

export const POST = projectRoute({
  input: { params: ProjectRef, body: PostChat },
  handler: async (ctx, { params, body }, request) => {
    const { isNew, ...asked } = await postMessage(ctx, { ...params, ...body });
    if (isNew) beginReply(ctx, { ...params, ...asked });
    return replyStream({ request, ctx }, { ...params, ...asked });
  },
});

export const DELETE = projectRoute({
  input: { params: ProjectRef },
  handler: (ctx, { params }) => stopReply(ctx, params),
});

export const { PUT, PATCH, OPTIONS } = otherMethods({ GET, POST, DELETE });
