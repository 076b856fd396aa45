import { projectRoute } from "@/lib/http/project-route";
import { sseResponse, type ServerSentEvent } from "@/lib/http/sse";
import { followEvents } from "@/lib/ledger/follow-events";
import { FollowEventsQuery } from "@/lib/ledger/schemas";
import { ProjectRef } from "@/lib/projects/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";

type Following = Parameters<typeof followEvents>[1];

async function* asServerSent(ctx: WorkspaceCtx, following: Following): AsyncGenerator<ServerSentEvent, void> {
  for await (const { entry, position } of followEvents(ctx, following)) yield { id: position, data: entry };
}

/** GET /api/projects/:projectId/events/stream: one message a ledger entry; resumes after `Last-Event-ID`, else `position`, else now. */
export const GET = projectRoute({
  input: { params: ProjectRef, query: FollowEventsQuery },
  handler: async (ctx, { params, query }, request) => {
    const position = request.headers.get("last-event-id") ?? query.position;
    return sseResponse(request, (signal) => asServerSent(ctx, { projectId: params.projectId, position, signal }));
  },
});
