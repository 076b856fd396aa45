import { ClaimRequest } from "@/lib/contracts/engine";
import { otherMethods } from "@/lib/http/refusal-route";
import { engineRoute } from "@/lib/http/webhook-token-route";
import { rehearseClaim } from "@/lib/operations/sandbox/rehearse-claim";
import { RunRef } from "@/lib/operations/sandbox/schemas";

/** POST /api/sandbox/engine/:runId/claims: the test email, once */
export const POST = engineRoute({
  input: { params: RunRef, body: ClaimRequest },
  handler: (ctx, { params }) => rehearseClaim(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
