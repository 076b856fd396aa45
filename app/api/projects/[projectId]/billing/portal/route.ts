import { openPortal } from "@/lib/metering/billing/open-portal";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** POST → { url } of the payment provider's page */
export const POST = projectRoute({
  input: { params: ProjectRef },
  handler: (ctx, { params }) => openPortal(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
