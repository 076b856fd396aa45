import { otherMethods } from "@/lib/http/refusal-route";
import { userRoute } from "@/lib/http/user-route";
import { createProject } from "@/lib/company/projects/create-project";
import { listProjects } from "@/lib/company/projects/list-projects";
import { CreateProject } from "@/lib/company/projects/schemas";

/** POST /api/projects { name, idea?, website?, workspace_id? } → 201 project */
export const POST = userRoute({
  input: { body: CreateProject },
  status: 201,
  handler: (ctx, { body }) => createProject(ctx, body),
});

/** GET /api/projects → the caller's companies */
export const GET = userRoute({
  input: {},
  handler: async (ctx) => ({ data: await listProjects(ctx), next_cursor: null }),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
