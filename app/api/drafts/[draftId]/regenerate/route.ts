import { completeChat } from "@/lib/metering/llm-gateway/complete-chat";
import { regenerateDraft } from "@/lib/outreach/drafts/regenerate-draft";
import { DraftRef, RegenerateDraft } from "@/lib/outreach/drafts/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** POST /api/drafts/:draftId/regenerate { note?, version? } → the draft with its new text */
export const POST = workspaceRoute({
  input: { params: DraftRef, body: RegenerateDraft },
  handler: (ctx, { params, body }) => regenerateDraft(ctx, { ...params, ...body }, completeChat),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
