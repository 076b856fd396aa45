import { LeadsRequest } from "@/lib/contracts/engine";
import { otherMethods } from "@/lib/http/refusal-route";
import { engineRoute } from "@/lib/http/webhook-token-route";
import { rehearsePreparation } from "@/lib/operations/sandbox/rehearse-preparation";
import { RunRef } from "@/lib/operations/sandbox/schemas";

/** POST /api/sandbox/engine/:runId/leads-to-prepare: the test person */
export const POST = engineRoute({
  input: { params: RunRef, body: LeadsRequest },
  handler: (ctx, { params }) => rehearsePreparation(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
