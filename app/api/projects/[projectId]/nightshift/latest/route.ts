import { getLatest } from "@/lib/autopilot/nightshift/get-latest";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET → the newest report, its recommendations, the nights before and the track record */
export const GET = projectRoute({
  input: { params: ProjectRef },
  handler: (ctx, { params }) => getLatest(ctx, params),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
