import { previewPlan } from "@/lib/metering/billing/preview-plan";
import { ChoosePlan } from "@/lib/metering/billing/schemas";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** POST { plan } → what the change costs and when it begins */
export const POST = projectRoute({
  input: { params: ProjectRef, body: ChoosePlan },
  handler: (ctx, { params, body }) => previewPlan(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
