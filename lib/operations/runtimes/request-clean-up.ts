import { locateProject } from "@/lib/company/projects/locate-project";
import type { ProjectRef } from "@/lib/company/projects/schemas";
import { requireAdmin } from "@/lib/foundation/access/require-admin";
import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { actInWorkspace } from "@/lib/operations/governance/act-in-workspace";
import type { AdminCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { CleanUpRuntime } from "./jobs";
import { isLeftover } from "./leftover";
import { resourcesOf } from "./parts";
import type { ActivateRuntime } from "./schemas";
import { lockInstance } from "./store";

/**
 * Has what a failed attempt left behind taken away; in the audit log. 409 `runtime.in_use` for a runtime that a company works with or worked
 * with, which only its deletion or the end of its time of grace takes away; 404 `project.not_found`.
 */
export async function requestCleanUp(
  ctx: AdminCtx,
  { projectId, reason }: ProjectRef & ActivateRuntime,
): Promise<{ started: true }> {
  requireAdmin(ctx);
  const workspaceId = await locateProject(ctx, projectId);
  if (workspaceId === null) throw new AppError("not_found", "There is no such company.", { code: "project.not_found" });
  // No event: the job writes one once it is gone.
  return withTransaction(actInWorkspace(ctx, workspaceId), async (tx) => {
    const instance = await lockInstance(tx, projectId);
    if (!instance || !isLeftover(instance))
      throw new AppError("conflict", "Only what a failed attempt left behind is cleaned up.", {
        code: "runtime.in_use",
      });
    const { repository, database_name: database, service_id: service } = instance;
    await recordAudit(tx, {
      action: "runtime.clean_up_requested",
      target: { type: "project", id: projectId },
      ...(reason !== undefined && { reason }),
      before: { name: instance.name, resources: resourcesOf({ repository, database, service }) },
    });
    await enqueue(tx, CleanUpRuntime, { workspaceId, projectId });
    return { started: true };
  });
}
