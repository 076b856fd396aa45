import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { getIntegration } from "@/lib/company/integrations/get-integration";
import { removeIntegration } from "@/lib/company/integrations/remove-integration";
import { saveIntegration } from "@/lib/company/integrations/save-integration";
import { IntegrationRef, SaveIntegration, SaveIntegrationBody } from "@/lib/company/integrations/schemas";

export const GET = projectRoute({
  feature: "integrations",
  input: { params: IntegrationRef },
  handler: (ctx, { params }) => getIntegration(ctx, params),
});

/** PUT { config?, enabled? } */
export const PUT = projectRoute({
  feature: "integrations",
  input: { params: IntegrationRef, body: SaveIntegrationBody },
  handler: (ctx, { params: { projectId, provider }, body }) =>
    saveIntegration(ctx, { ...SaveIntegration.parse({ ...body, provider }), projectId }),
});

export const DELETE = projectRoute({
  feature: "integrations",
  input: { params: IntegrationRef },
  status: 204,
  handler: (ctx, { params }) => removeIntegration(ctx, params),
});

export const { POST, PATCH, OPTIONS } = otherMethods({ GET, PUT, DELETE });
