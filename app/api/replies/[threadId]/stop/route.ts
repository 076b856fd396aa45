import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { stopPerson } from "@/lib/outreach/replies/stop-person";
import { ThreadRef } from "@/lib/outreach/replies/schemas";

/** POST /api/replies/:threadId/stop → the conversation */
export const POST = workspaceRoute({
  input: { params: ThreadRef },
  handler: (ctx, { params }) => stopPerson(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
