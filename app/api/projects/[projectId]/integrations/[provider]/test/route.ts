import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { IntegrationRef } from "@/lib/company/integrations/schemas";
import { testIntegration } from "@/lib/company/integrations/test-integration";

/** POST /api/projects/:projectId/integrations/:provider/test */
export const POST = projectRoute({
  feature: "integrations",
  input: { params: IntegrationRef },
  handler: (ctx, { params }) => testIntegration(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
