import { switchPlan } from "@/lib/metering/billing/switch-plan";
import { ChoosePlan } from "@/lib/metering/billing/schemas";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** POST { plan } → the plan and its payment */
export const POST = projectRoute({
  input: { params: ProjectRef, body: ChoosePlan },
  handler: (ctx, { params, body }) => switchPlan(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
