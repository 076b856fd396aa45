import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { writeAnswer } from "@/lib/outreach/replies/write-answer";
import { ThreadRef, WriteAnswer } from "@/lib/outreach/replies/schemas";

/** POST /api/replies/:threadId/answer { text } → 201 the draft with its hash */
export const POST = workspaceRoute({
  input: { params: ThreadRef, body: WriteAnswer },
  status: 201,
  handler: (ctx, { params, body }) => writeAnswer(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
