import { LeadsRequest } from "@/lib/contracts/engine";
import { otherMethods } from "@/lib/http/refusal-route";
import { engineRoute } from "@/lib/http/webhook-token-route";
import { listLeadsToResearch } from "@/lib/outreach/sequence/list-leads-to-research";

/** POST /api/engine/leads-to-research: leads without a research note */
export const POST = engineRoute({
  input: { body: LeadsRequest },
  handler: (ctx, { body }) => listLeadsToResearch(ctx, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
