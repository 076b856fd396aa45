import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { locateProject } from "@/lib/company/projects/locate-project";
import { enterAsMemberOrAdmin } from "@/lib/operations/governance/enter-as-member-or-admin";
import { makeRoute, type RawInput, type RouteHandler, type RouteOptions, type Schemas } from "./route";
import { enterWithKey, identifyCaller, type Caller } from "./session";

/** The context of a member, an API key or an administrator in the workspace that the path's project lives in. */
export async function enterProject(caller: Caller, raw: RawInput, request: Request): Promise<WorkspaceCtx> {
  const { projectId } = ProjectRef.parse(raw.params);
  const workspaceId = await locateProject("user" in caller ? caller.user : caller.key, projectId);
  if ("key" in caller) return enterWithKey(caller.key, workspaceId);
  // The same answer for a stranger's company and for none: its existence is not theirs to know.
  if (!workspaceId)
    throw new AppError("forbidden", "You are not a member of this workspace.", { code: "workspace.forbidden" });
  return enterAsMemberOrAdmin(caller.user, workspaceId, request);
}

/** Enters: a member of the workspace that the path's project lives in, or one of its API keys. */
export const projectRoute = <const S extends Schemas>(options: RouteOptions<WorkspaceCtx, S>): RouteHandler =>
  makeRoute({ who: "member_of_project", identify: identifyCaller, enter: enterProject }, options);
