import { DraftsReport } from "@/lib/contracts/engine";
import { otherMethods } from "@/lib/http/refusal-route";
import { engineRoute } from "@/lib/http/webhook-token-route";
import { saveDrafts } from "@/lib/outreach/sequence/save-drafts";

/** POST /api/engine/drafts: the drafts of one lead */
export const POST = engineRoute({
  input: { body: DraftsReport },
  handler: (ctx, { body }) => saveDrafts(ctx, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
