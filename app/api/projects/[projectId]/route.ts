import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { getProject } from "@/lib/company/projects/get-project";
import { ProjectRef, UpdateProject } from "@/lib/company/projects/schemas";
import { updateProject } from "@/lib/company/projects/update-project";

/** GET /api/projects/:projectId */
export const GET = projectRoute({
  input: { params: ProjectRef },
  handler: (ctx, { params }) => getProject(ctx, params),
});

/** PATCH /api/projects/:projectId { name?, idea?, website? } → the project; an empty text takes the value away */
export const PATCH = projectRoute({
  input: { params: ProjectRef, body: UpdateProject },
  handler: (ctx, { params, body }) => updateProject(ctx, { ...body, ...params }),
});

export const { POST, PUT, DELETE, OPTIONS } = otherMethods({ GET, PATCH });
