import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { newId } from "@/lib/platform/ids";
import { withTransaction } from "@/lib/platform/transaction";
import { DeployStarted } from "./events";
import type { Deployment } from "./schemas";
import { findByAction, insertDeployment, type NewDeployment } from "./store";

/** Writes down that a site is about to be published, before the provider hears of it. Repeated for the same action it is the same one. */
export async function beginDeployment(ctx: WorkspaceCtx, wanted: Omit<NewDeployment, "id">): Promise<Deployment> {
  requirePermission(ctx, "projects.write");
  return withTransaction(ctx, async (tx) => {
    const begun = await insertDeployment(tx, { ...wanted, id: newId() });
    if (!begun) return (await findByAction(tx, wanted)) ?? Promise.reject(new Error("the deployment is gone"));
    const { projectId, site, marker, account, action, fileCount: files } = wanted;
    await appendEvent(
      tx,
      DeployStarted,
      { deploymentId: begun.id, site, marker, account, action, files },
      { projectId },
    );
    return begun;
  });
}
