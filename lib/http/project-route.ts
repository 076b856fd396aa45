import type { UserCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { ProjectRef } from "@/lib/projects/schemas";
import { locateProject } from "@/lib/projects/get-project";
import { enterWorkspace } from "@/lib/tenancy/enter-workspace";
import { makeRoute, type RawInput, type RouteHandler, type RouteOptions, type Schemas } from "./route";
import { identifyUser } from "./session";

async function enterProject(user: UserCtx, raw: RawInput): Promise<WorkspaceCtx> {
  const { projectId } = ProjectRef.parse(raw.params);
  const workspaceId = await locateProject(user, projectId);
  // The same answer for a stranger's company and for none: its existence is not theirs to know.
  if (!workspaceId)
    throw new AppError("forbidden", "You are not a member of this workspace.", { code: "workspace.forbidden" });
  return enterWorkspace(user, workspaceId);
}

/** Enters: a member of the workspace that the path's project lives in. */
export const projectRoute = <const S extends Schemas>(options: RouteOptions<WorkspaceCtx, S>): RouteHandler =>
  makeRoute({ identify: identifyUser, enter: enterProject }, options);
