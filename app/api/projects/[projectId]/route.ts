import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { getProject } from "@/lib/company/projects/get-project";
import { ProjectRef, UpdateProject } from "@/lib/company/projects/schemas";
import { deleteCompany } from "@/lib/operations/deletion/delete-company";
import { DeleteCompany } from "@/lib/operations/deletion/schemas";
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

/** DELETE /api/projects/:projectId { name } → 202 how far its erasure is */
export const DELETE = projectRoute({
  input: { params: ProjectRef, body: DeleteCompany },
  status: 202,
  handler: (ctx, { params, body }) => deleteCompany(ctx, { ...params, ...body }),
});

export const { POST, PUT, OPTIONS } = otherMethods({ GET, PATCH, DELETE });
