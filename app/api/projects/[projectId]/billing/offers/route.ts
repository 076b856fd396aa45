import { listOffers } from "@/lib/metering/billing/list-offers";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET → { data: the plans that can be bought, with their prices } */
export const GET = projectRoute({
  input: { params: ProjectRef },
  handler: (ctx) => listOffers(ctx),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
