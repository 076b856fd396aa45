import { ClaimRef, OutcomeReport } from "@/lib/contracts/engine";
import { otherMethods } from "@/lib/http/refusal-route";
import { claimRoute } from "@/lib/http/webhook-token-route";
import { recordOutcome } from "@/lib/outreach/sequence/record-outcome";

/** POST /api/engine/claims/:claimId/outcome: what the mail server said */
export const POST = claimRoute({
  input: { params: ClaimRef, body: OutcomeReport },
  handler: (ctx, { params, body }) => recordOutcome(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
