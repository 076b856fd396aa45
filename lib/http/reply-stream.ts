import { followReply } from "@/lib/autopilot/chat/follow-reply";
import type { Exchange } from "@/lib/autopilot/chat/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { sseResponse } from "./sse";
import { untilAccessEnds } from "./until-access-ends";

type Reading = { request: Request; ctx: WorkspaceCtx };

/** A reply of the chat as server-sent events, from its first moment to its end. */
export const replyStream = ({ request, ctx }: Reading, asked: Exchange & { projectId: string }): Response =>
  sseResponse({ request, ctx }, (gone) =>
    untilAccessEnds(ctx, gone, (signal) => followReply(ctx, { ...asked, signal })),
  );
