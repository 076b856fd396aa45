import { getProject } from "@/lib/company/projects/get-project";
import { locateProject } from "@/lib/company/projects/locate-project";
import type { ProjectRef } from "@/lib/company/projects/schemas";
import { requireAdmin } from "@/lib/foundation/access/require-admin";
import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { actInWorkspace } from "@/lib/operations/governance/act-in-workspace";
import type { AdminCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { beginProvisioning, type Begun } from "./begin-provisioning";
import type { ActivateRuntime } from "./schemas";

/**
 * Gives a company a runtime of its own without payment, or tries again after a failure; in the audit log. Idempotent: `started: false`
 * while one is set up and once it is there. 404 `project.not_found`.
 */
export async function activateRuntime(
  ctx: AdminCtx,
  { projectId, reason }: ProjectRef & ActivateRuntime,
): Promise<Begun> {
  requireAdmin(ctx);
  const workspaceId = await locateProject(ctx, projectId);
  if (workspaceId === null) throw new AppError("not_found", "There is no such company.", { code: "project.not_found" });
  // No event: the attempt that begins writes its own.
  return withTransaction(actInWorkspace(ctx, workspaceId), async (tx) => {
    await getProject({ ...tx, actor: { type: "job", job: "runtime" } }, { projectId });
    const begun = await beginProvisioning(tx, { projectId, cause: "admin" });
    if (begun.started)
      await recordAudit(tx, {
        action: "runtime.activated",
        target: { type: "project", id: projectId },
        ...(reason !== undefined && { reason }),
        after: { attempt: begun.attempt },
      });
    return begun;
  });
}
