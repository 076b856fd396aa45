import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { ProjectUpdated } from "./events";
import type { Project, ProjectRef, UpdateProject } from "./schemas";
import { updateProjectRow } from "./store";

/** Changes what is given and leaves the rest; an empty idea or website is taken away. */
export async function updateProject(
  ctx: WorkspaceCtx,
  { projectId, ...change }: ProjectRef & UpdateProject,
): Promise<Project> {
  requirePermission(ctx, "projects.write");
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  if (given.length === 0) {
    throw new AppError("invalid", "Nothing to change: send name, idea or website.", { code: "request.invalid" });
  }

  return withTransaction(ctx, async (tx) => {
    const columns = Object.fromEntries(given.map(([field, value]) => [field, value === "" ? null : value]));
    const project = await updateProjectRow(tx, projectId, columns);
    if (!project) throw new AppError("not_found", "There is no such company here.", { code: "project.not_found" });
    const changed = given.map(([field]) => field);
    await appendEvent(tx, ProjectUpdated, { projectId, name: project.name, changed }, { projectId });
    return project;
  });
}
