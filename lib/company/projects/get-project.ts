import type { SystemCtx, UserCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction, withServiceTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { Project, ProjectRef } from "./schemas";
import { findProject, findProjectWorkspace, selectProjectsOf } from "./store";

export async function getProject(ctx: WorkspaceCtx, { projectId }: ProjectRef): Promise<Project> {
  requirePermission(ctx, "projects.read");
  const project = await withReadTransaction(ctx, (tx) => findProject(tx, projectId));
  if (!project) throw new AppError("not_found", "There is no such company here.", { code: "project.not_found" });
  return project;
}

/** The companies of every workspace this person is a member of, oldest first, at most 200. */
export async function listProjects(ctx: UserCtx): Promise<Project[]> {
  return withServiceTransaction(ctx, (tx) => selectProjectsOf(tx, ctx.user.userId));
}

/** Which workspace a project lives in; null if there is none. Says nothing about who may enter. */
export async function locateProject(ctx: SystemCtx, projectId: string): Promise<string | null> {
  return withServiceTransaction(ctx, (tx) => findProjectWorkspace(tx, projectId));
}
