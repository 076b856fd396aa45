import { ProjectRef } from "@/lib/company/projects/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { listExports } from "@/lib/operations/exit/list-exports";
import { requestExport } from "@/lib/operations/exit/request-export";

/** GET → the newest archives of the whole company, with the progress of one that is being made; for its owner */
export const GET = projectRoute({
  input: { params: ProjectRef },
  handler: (ctx, { params }) => listExports(ctx, params),
});

/** POST → 202, an archive of the whole company is being made */
export const POST = projectRoute({
  input: { params: ProjectRef },
  status: 202,
  handler: (ctx, { params }) => requestExport(ctx, params),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
