import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { getKpis } from "@/lib/metering/metrics/get-kpis";
import { ProjectRef } from "@/lib/company/projects/schemas";

/** GET /api/projects/:projectId/kpis → traffic, leads, conversion and payments of 7 and 30 days, each beside the period before */
export const GET = projectRoute({
  feature: "kpis",
  input: { params: ProjectRef },
  handler: (ctx, { params }) => getKpis(ctx, params),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
