import { ClaimRef } from "@/lib/contracts/engine";
import { otherMethods } from "@/lib/http/refusal-route";
import { engineRoute } from "@/lib/http/webhook-token-route";
import { rehearseSend } from "@/lib/operations/sandbox/rehearse-send";
import { RunRef } from "@/lib/operations/sandbox/schemas";

/** POST /api/sandbox/engine/:runId/claims/:claimId/send: the test email, sent from here */
export const POST = engineRoute({
  input: { params: RunRef.extend(ClaimRef.shape) },
  handler: (ctx, { params }) => rehearseSend(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
