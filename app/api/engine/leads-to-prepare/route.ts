import { LeadsRequest } from "@/lib/contracts/engine";
import { otherMethods } from "@/lib/http/refusal-route";
import { engineRoute } from "@/lib/http/webhook-token-route";
import { listLeadsToPrepare } from "@/lib/outreach/sequence/list-leads-to-prepare";

/** POST /api/engine/leads-to-prepare: leads without drafts */
export const POST = engineRoute({
  input: { body: LeadsRequest },
  handler: (ctx, { body }) => listLeadsToPrepare(ctx, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
