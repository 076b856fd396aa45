import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { sseResponse } from "@/lib/http/sse";
import { untilAccessEnds } from "@/lib/http/until-access-ends";
import { followEvents, startingPosition } from "@/lib/foundation/ledger/follow-events";
import { FollowEventsQuery } from "@/lib/foundation/ledger/schemas";
import { ProjectRef } from "@/lib/company/projects/schemas";

/**
 * GET /api/projects/:projectId/events/stream: one message a ledger entry; resumes after `Last-Event-ID`, else `position`, else now.
 * Begins with `event: position`, so that also a reader who got no line yet goes on where it was, and ends with `event: ended` when the
 * reader is removed or the workspace frozen. A person reads at most ten at once (429 `stream.too_many`).
 */
export const GET = projectRoute({
  feature: "ledger",
  input: { params: ProjectRef, query: FollowEventsQuery },
  handler: async (ctx, { params: { projectId }, query }, request) => {
    const asked = request.headers.get("last-event-id") ?? query.position;
    return sseResponse({ request, ctx }, (gone) =>
      untilAccessEnds(ctx, gone, async function* entries(signal) {
        const position = await startingPosition(ctx, asked);
        yield { id: position, event: "position", data: null };
        const followed = followEvents(ctx, { projectId, position, signal });
        for await (const { entry, position: id } of followed) yield { id, data: entry };
      }),
    );
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
