import { preflightRoute, websiteRoute } from "@/lib/http/project-key-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { recordAnalytics } from "@/lib/metering/website/record-analytics";
import { ProjectEventsBody } from "@/lib/metering/website/schemas";
import { ProjectRef } from "@/lib/company/projects/schemas";

/** POST /api/projects/:projectId/analytics/events: one thing a visitor did, or an array of up to 1,000 */
export const POST = websiteRoute({
  feature: "kpis",
  input: { params: ProjectRef, body: ProjectEventsBody },
  itemwise: true,
  handler: (ctx, { params, body }) => recordAnalytics(ctx, { ...params, body }),
});

export const OPTIONS = preflightRoute({ feature: "kpis" });

export const { GET, PUT, PATCH, DELETE } = otherMethods({ POST });
