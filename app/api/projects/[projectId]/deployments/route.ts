import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { listDeployments } from "@/lib/company/publishing/list-deployments";
import { ListDeploymentsQuery } from "@/lib/company/publishing/schemas";

/** GET /api/projects/:projectId/deployments?limit=&cursor= */
export const GET = projectRoute({
  input: { params: ProjectRef, query: ListDeploymentsQuery },
  handler: (ctx, { params, query }) => listDeployments(ctx, { ...params, ...query }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
