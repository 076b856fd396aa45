import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { DeployFailed, DeploySucceeded } from "./events";
import { findByAction, updateEnded, type Ending } from "./store";

type Ended = { projectId: string; action: string; ending: Ending };

/** Writes down how an action’s publishing ended, once: a second ending changes nothing and is in no ledger; nor does one that never began. */
export async function endDeployment(ctx: WorkspaceCtx, { projectId, action, ending }: Ended): Promise<void> {
  requirePermission(ctx, "projects.write");
  await withTransaction(ctx, async (tx) => {
    const begun = await findByAction(tx, { projectId, action });
    if (!begun || !(await updateEnded(tx, begun.id, ending))) return;
    const { id: deploymentId, site, marker, account } = begun;
    const of = { deploymentId, site, marker, account, action };
    if (ending.status === "succeeded")
      await appendEvent(tx, DeploySucceeded, { ...of, providerId: ending.providerId, url: ending.url }, { projectId });
    if (ending.status === "failed") await appendEvent(tx, DeployFailed, { ...of, code: ending.error }, { projectId });
  });
}
