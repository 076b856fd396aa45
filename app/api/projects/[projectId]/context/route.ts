import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { getContext } from "@/lib/autopilot/context/get-context";
import { GetContextQuery } from "@/lib/autopilot/context/schemas";
import { ProjectRef } from "@/lib/company/projects/schemas";

/** GET /api/projects/:projectId/context?purpose=&budget=&snapshot= → what a model is told about the company */
export const GET = projectRoute({
  feature: "context",
  input: { params: ProjectRef, query: GetContextQuery },
  handler: (ctx, { params, query }) => getContext(ctx, { ...params, ...query }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
