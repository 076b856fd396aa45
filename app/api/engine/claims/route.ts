import { ClaimRequest } from "@/lib/contracts/engine";
import { otherMethods } from "@/lib/http/refusal-route";
import { engineRoute } from "@/lib/http/webhook-token-route";
import { claimDueEmails } from "@/lib/outreach/sequence/claim-due-emails";

/** POST /api/engine/claims: what is due, claimed */
export const POST = engineRoute({
  input: { body: ClaimRequest },
  handler: (ctx, { body }) => claimDueEmails(ctx, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
