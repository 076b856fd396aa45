import { LIMITS, spend } from "@/lib/http/rate-limits";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { beginDnsSetup } from "@/lib/operations/onboarding/begin-dns-setup";
import { DomainRef } from "@/lib/outreach/sending-domains/schemas";

/** POST /api/onboarding/dns/entri/session { workspace_id, domain? } → { application_id, auth_token, user_id, domain, dns_records } · 404 dns_setup.off · 422 dns_setup.nothing · 429 */
export const POST = workspaceRoute({
  input: { body: DomainRef },
  handler: async (ctx, { body }) => {
    await spend(LIMITS.domainChecks, ctx.workspaceId);
    return beginDnsSetup(ctx, body);
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
