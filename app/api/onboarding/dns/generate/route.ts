import { LIMITS, spend } from "@/lib/http/rate-limits";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { generateDns } from "@/lib/operations/onboarding/generate-dns";
import { DomainRef } from "@/lib/outreach/sending-domains/schemas";

/** POST /api/onboarding/dns/generate { workspace_id, domain? } → { domain, zone, dns_host, mail_host, records: [{ purpose, action, name, relative_name, value, … }], message } · 429 */
export const POST = workspaceRoute({
  input: { body: DomainRef },
  handler: async (ctx, { body }) => {
    await spend(LIMITS.domainChecks, ctx.workspaceId);
    return generateDns(ctx, body);
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
