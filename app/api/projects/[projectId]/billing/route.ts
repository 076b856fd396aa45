import { getBilling } from "@/lib/metering/billing/get-billing";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET → the plan, its payment and this month's use */
export const GET = projectRoute({
  input: { params: ProjectRef },
  handler: (ctx) => getBilling(ctx),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
