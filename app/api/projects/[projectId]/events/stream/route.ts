import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { sseResponse } from "@/lib/http/sse";
import { untilAccessEnds } from "@/lib/http/until-access-ends";
import { followEvents } from "@/lib/foundation/ledger/follow-events";
import { startingPosition } from "@/lib/foundation/ledger/starting-position";
import { FollowEventsQuery } from "@/lib/foundation/ledger/schemas";
import { ProjectRef } from "@/lib/company/projects/schemas";

/**
 * GET /api/projects/:projectId/events/stream: one message a ledger entry; resumes after `Last-Event-ID`, else `position`, else now. Begins
 * with `event: position`; ends with `event: ended` when the reader loses access. A person reads at most ten (429 `stream.too_many`).
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
        for await (const { entry, position: id } of followEvents(ctx, { projectId, position, signal }))
          yield { id, data: entry };
      }),
    );
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
