import { openCheckout } from "@/lib/metering/billing/open-checkout";
import { ChoosePlan } from "@/lib/metering/billing/schemas";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** POST { plan } → { url } of a checkout */
export const POST = projectRoute({
  input: { params: ProjectRef, body: ChoosePlan },
  handler: (ctx, { params, body }) => openCheckout(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
