import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { listIntegrations } from "@/lib/company/integrations/list-integrations";
import { ProjectRef } from "@/lib/company/projects/schemas";

/** GET /api/projects/:projectId/integrations */
export const GET = projectRoute({
  feature: "integrations",
  input: { params: ProjectRef },
  handler: (ctx, { params }) => listIntegrations(ctx, params),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
