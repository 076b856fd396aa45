import { DraftRef, SendTest } from "@/lib/outreach/drafts/schemas";
import { sendTest } from "@/lib/outreach/drafts/send-test";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** POST /api/drafts/:draftId/test-send { to? } → { to }: one's own address */
export const POST = workspaceRoute({
  input: { params: DraftRef, body: SendTest },
  handler: (ctx, { params, body }) => sendTest(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
