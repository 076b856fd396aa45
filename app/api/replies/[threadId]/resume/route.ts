import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { resumePerson } from "@/lib/outreach/replies/resume-person";
import { ThreadRef } from "@/lib/outreach/replies/schemas";

/** POST /api/replies/:threadId/resume → the conversation */
export const POST = workspaceRoute({
  input: { params: ThreadRef },
  handler: (ctx, { params }) => resumePerson(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
