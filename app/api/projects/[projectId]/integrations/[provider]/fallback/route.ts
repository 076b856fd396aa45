import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { allowFallback } from "@/lib/company/integrations/allow-fallback";
import { AllowFallback, IntegrationRef } from "@/lib/company/integrations/schemas";

/** PUT { allowed } */
export const PUT = projectRoute({
  feature: "integrations",
  input: { params: IntegrationRef, body: AllowFallback },
  handler: (ctx, { params, body }) => allowFallback(ctx, { ...params, ...body }),
});

export const { GET, POST, PATCH, DELETE, OPTIONS } = otherMethods({ PUT });
