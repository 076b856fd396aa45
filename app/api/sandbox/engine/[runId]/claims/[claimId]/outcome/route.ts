import { ClaimRef, OutcomeReport } from "@/lib/contracts/engine";
import { otherMethods } from "@/lib/http/refusal-route";
import { engineRoute } from "@/lib/http/webhook-token-route";
import { rehearseOutcome } from "@/lib/operations/sandbox/rehearse-outcome";
import { RunRef } from "@/lib/operations/sandbox/schemas";

/** POST /api/sandbox/engine/:runId/claims/:claimId/outcome: what the mail server said about the test email */
export const POST = engineRoute({
  input: { params: RunRef.extend(ClaimRef.shape), body: OutcomeReport },
  handler: (ctx, { params, body }) => rehearseOutcome(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
