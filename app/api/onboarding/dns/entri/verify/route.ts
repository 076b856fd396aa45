import { LIMITS, spend } from "@/lib/http/rate-limits";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { verifyDns } from "@/lib/operations/onboarding/verify-dns";
import { DomainRef } from "@/lib/outreach/sending-domains/schemas";

/** POST /api/onboarding/dns/entri/verify { workspace_id, domain? }, once the vendor's window says it is done → our own check of the domain, as POST /api/onboarding/dns/verify */
export const POST = workspaceRoute({
  input: { body: DomainRef },
  handler: async (ctx, { body }) => {
    await spend(LIMITS.domainChecks, ctx.workspaceId);
    return verifyDns(ctx, body);
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
