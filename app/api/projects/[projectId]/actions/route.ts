import { listActions } from "@/lib/autopilot/actions/list-actions";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET → the kinds of action that can be proposed, each with the JSON Schema of its payload */
export const GET = projectRoute({
  input: { params: ProjectRef },
  handler: (ctx) => listActions(ctx),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
