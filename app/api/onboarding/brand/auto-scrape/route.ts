import { LIMITS, spend } from "@/lib/http/rate-limits";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { ReadWebsite } from "@/lib/operations/onboarding/schemas";
import { suggestBrand } from "@/lib/operations/onboarding/suggest-brand";

/** POST /api/onboarding/brand/auto-scrape { workspace_id, website } → { success, url, suggestions } | { success: false, fallbackToManual, code, message } · 429 */
export const POST = workspaceRoute({
  input: { body: ReadWebsite },
  handler: async (ctx, { body }) => {
    await spend(LIMITS.websiteReads, ctx.workspaceId);
    return suggestBrand(ctx, body);
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
