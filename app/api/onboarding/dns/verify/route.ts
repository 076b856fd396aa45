import { LIMITS, spend } from "@/lib/http/rate-limits";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { verifyDns } from "@/lib/operations/onboarding/verify-dns";
import { DomainRef } from "@/lib/outreach/sending-domains/schemas";

/** POST /api/onboarding/dns/verify { workspace_id, domain? } → { domain, status: verified|failing|unknown, checked_at, checks: [{ purpose, verdict, code, words, … }], records, failing_since, pauses_at, paused_at, next_check_at } · 429 */
export const POST = workspaceRoute({
  input: { body: DomainRef },
  handler: async (ctx, { body }) => {
    await spend(LIMITS.domainChecks, ctx.workspaceId);
    return verifyDns(ctx, body);
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
