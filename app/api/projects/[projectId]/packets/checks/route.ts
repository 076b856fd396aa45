import { checkLaunch } from "@/lib/autopilot/plan/check-launch";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** POST → each item of the launch checklist after a look at it */
export const POST = projectRoute({
  input: { params: ProjectRef },
  handler: (ctx, { params }) => checkLaunch(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
