import { ClaimRef } from "@/lib/contracts/engine";
import { otherMethods } from "@/lib/http/refusal-route";
import { claimRoute } from "@/lib/http/webhook-token-route";
import { confirmClaim } from "@/lib/outreach/sequence/confirm-claim";

/** POST /api/engine/claims/:claimId/confirm: immediately before the message is handed over */
export const POST = claimRoute({
  input: { params: ClaimRef },
  handler: (ctx, { params }) => confirmClaim(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
