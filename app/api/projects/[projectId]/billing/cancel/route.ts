import { cancelSubscription } from "@/lib/metering/billing/cancel-subscription";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** POST → the plan and its payment */
export const POST = projectRoute({
  input: { params: ProjectRef },
  handler: (ctx) => cancelSubscription(ctx),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
