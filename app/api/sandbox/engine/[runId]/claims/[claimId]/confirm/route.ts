import { ClaimRef } from "@/lib/contracts/engine";
import { otherMethods } from "@/lib/http/refusal-route";
import { engineRoute } from "@/lib/http/webhook-token-route";
import { rehearseConfirmation } from "@/lib/operations/sandbox/rehearse-confirmation";
import { RunRef } from "@/lib/operations/sandbox/schemas";

/** POST /api/sandbox/engine/:runId/claims/:claimId/confirm: immediately before the test email is handed over */
export const POST = engineRoute({
  input: { params: RunRef.extend(ClaimRef.shape) },
  handler: (ctx, { params }) => rehearseConfirmation(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
