import { ClaimRef } from "@/lib/contracts/engine";
import { otherMethods } from "@/lib/http/refusal-route";
import { engineRoute } from "@/lib/http/webhook-token-route";
import { sendClaim } from "@/lib/outreach/sequence/send-claim";

/** POST /api/engine/claims/:claimId/send: sent from here, by the workspace's own account */
export const POST = engineRoute({
  input: { params: ClaimRef },
  handler: (ctx, { params }) => sendClaim(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
