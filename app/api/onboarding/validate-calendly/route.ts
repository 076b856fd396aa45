import { LIMITS, spend } from "@/lib/http/rate-limits";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { BookingLink } from "@/lib/operations/onboarding/schemas";
import { validateCalendly } from "@/lib/operations/onboarding/validate-calendly";

/** POST /api/onboarding/validate-calendly { workspace_id, link, token? } → { verdict: yes|no|unknown, code, message, checked_at } · 429 */
export const POST = workspaceRoute({
  input: { body: BookingLink },
  handler: async (ctx, { body }) => {
    await spend(LIMITS.bookingLinks, ctx.workspaceId);
    return validateCalendly(ctx, body);
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
