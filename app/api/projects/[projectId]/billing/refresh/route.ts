import { refreshBilling } from "@/lib/metering/billing/refresh-billing";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** POST → the plan and its payment, read again from the payment provider */
export const POST = projectRoute({
  input: { params: ProjectRef },
  handler: (ctx) => refreshBilling(ctx),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
