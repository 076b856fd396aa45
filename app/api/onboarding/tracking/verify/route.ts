import { LIMITS, spend } from "@/lib/http/rate-limits";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { checkHost } from "@/lib/outreach/tracking/check-host";

/** POST /api/onboarding/tracking/verify { workspace_id } → { host, status: verified|failing|unknown, checks: [{ purpose, verdict, code, words }], link_host, … } · 404 tracking.no_host · 429 */
export const POST = workspaceRoute({
  input: {},
  handler: async (ctx) => {
    await spend(LIMITS.domainChecks, ctx.workspaceId);
    return checkHost(ctx);
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
