import { editDraft } from "@/lib/outreach/drafts/edit-draft";
import { getDraft } from "@/lib/outreach/drafts/get-draft";
import { DraftRef, EditDraft } from "@/lib/outreach/drafts/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** GET /api/drafts/:draftId → the email as its recipient would get it */
export const GET = workspaceRoute({
  input: { params: DraftRef },
  handler: (ctx, { params }) => getDraft(ctx, params),
});

/** PATCH /api/drafts/:draftId { subject, body, version } → the draft; 409 with the current one on a stale version */
export const PATCH = workspaceRoute({
  input: { params: DraftRef, body: EditDraft },
  handler: (ctx, { params, body }) => editDraft(ctx, { ...params, ...body }),
});

export const { POST, PUT, DELETE, OPTIONS } = otherMethods({ GET, PATCH });
