import { getPlan } from "@/lib/autopilot/plan/get-plan";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET → the four packets, the questions that are open, and the launch checklist */
export const GET = projectRoute({
  input: { params: ProjectRef },
  handler: (ctx, { params }) => getPlan(ctx, params),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
