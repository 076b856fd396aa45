import { serverRoute } from "@/lib/http/project-key-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { ProjectEventsBody } from "@/lib/metering/website/schemas";
import { recordPayments } from "@/lib/metering/website/record-payments";
import { ProjectRef } from "@/lib/company/projects/schemas";

/** POST /api/projects/:projectId/payments/events: one thing that happened to money, or an array of up to 1,000 */
export const POST = serverRoute({
  feature: "kpis",
  input: { params: ProjectRef, body: ProjectEventsBody },
  itemwise: true,
  handler: (ctx, { params, body }) => recordPayments(ctx, { ...params, body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
