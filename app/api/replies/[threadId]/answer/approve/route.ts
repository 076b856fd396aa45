import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { approveAnswer } from "@/lib/outreach/replies/approve-answer";
import { ApproveAnswer, ThreadRef } from "@/lib/outreach/replies/schemas";

/** POST /api/replies/:threadId/answer/approve { answer_id, hash } → 202 the approved answer */
export const POST = workspaceRoute({
  input: { params: ThreadRef, body: ApproveAnswer },
  status: 202,
  handler: (ctx, { params, body }) => approveAnswer(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
