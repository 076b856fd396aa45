import { beginRun } from "@/lib/autopilot/nightshift/begin-run";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** POST → 202, the run that began; 409 `nightshift.running` with the id of one that is under way */
export const POST = projectRoute({
  input: { params: ProjectRef },
  status: 202,
  handler: (ctx, { params }) => beginRun(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
