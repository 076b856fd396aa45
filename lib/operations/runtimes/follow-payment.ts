import { listWorkspaceProjects } from "@/lib/company/projects/list-workspace-projects";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { notify } from "@/lib/foundation/notifications/notify";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { getBilling } from "@/lib/metering/billing/get-billing";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { isOn } from "@/lib/platform/features";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { beginProvisioning } from "./begin-provisioning";
import { RuntimeRetiring } from "./events";
import { flipInstance, lockInstance } from "./store";
import { findLastJob } from "./store-jobs";

/** How long a runtime that is paid for no more is kept (design, A13 T5). */
const GRACE_DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * Follows what a workspace pays by now: each of its companies gets a runtime of its own, or works on the shared one again while its own is
 * kept for 30 days. A runtime that an administrator activated stays. Repeated it changes nothing.
 */
export async function followPayment(ctx: WorkspaceCtx): Promise<void> {
  requirePermission(ctx, "billing.write");
  if (!isOn("runtimes")) return;
  await withTransaction(ctx, async (tx) => {
    const { is_paid: isPaid } = await getBilling(tx);
    for (const { id: projectId } of await listWorkspaceProjects(tx))
      await (isPaid ? beginProvisioning(tx, { projectId, cause: "payment" }) : retire(tx, projectId));
  });
}

async function retire(tx: TxCtx, projectId: string): Promise<void> {
  const instance = await lockInstance(tx, projectId);
  const isOwn = instance?.status === "active" || instance?.status === "unhealthy";
  if (!isOwn || (await findLastJob(tx, projectId))?.cause === "admin") return;
  const until = new Date(tx.now().getTime() + GRACE_DAYS * DAY_MS).toISOString();
  const epoch = await flipInstance(tx, projectId, { mode: "shared", status: "retiring", retire_at: until });
  await appendEvent(tx, RuntimeRetiring, { epoch, until }, { projectId });
  const title = `The paid plan ended: your company’s own runtime is kept for ${GRACE_DAYS} days`;
  await notify(tx, [{ type: "runtime.retiring", title, data: { project_id: projectId } }]);
}
