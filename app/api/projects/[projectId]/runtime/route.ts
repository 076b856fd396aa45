import { ProjectRef } from "@/lib/company/projects/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { getRuntime } from "@/lib/operations/runtimes/get-runtime";
import { provisionProject } from "@/lib/operations/runtimes/provision-project";

/** GET → where the company's work runs, its own runtime's parts and health, and its latest attempt step by step */
export const GET = projectRoute({
  feature: "runtimes",
  input: { params: ProjectRef },
  handler: (ctx, { params }) => getRuntime(ctx, params),
});

/** POST → 202, an attempt at a runtime of its own: the first one of a paid company, or another one after a failure */
export const POST = projectRoute({
  feature: "runtimes",
  input: { params: ProjectRef },
  status: 202,
  handler: (ctx, { params }) => provisionProject(ctx, params),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
