import { projectRoute } from "@/lib/http/project-route";
import { getProject } from "@/lib/projects/get-project";
import { ProjectRef } from "@/lib/projects/schemas";

/** GET /api/projects/:projectId */
export const GET = projectRoute({
  input: { params: ProjectRef },
  handler: (ctx, { params }) => getProject(ctx, params),
});
