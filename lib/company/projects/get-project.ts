import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { Project, ProjectRef } from "./schemas";
import { findProject } from "./store";

export async function getProject(ctx: WorkspaceCtx, { projectId }: ProjectRef): Promise<Project> {
  requirePermission(ctx, "projects.read");
  const project = await withReadTransaction(ctx, (tx) => findProject(tx, projectId));
  if (!project) throw new AppError("not_found", "There is no such company here.", { code: "project.not_found" });
  return project;
}
