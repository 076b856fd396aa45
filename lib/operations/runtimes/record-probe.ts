import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { notify } from "@/lib/foundation/notifications/notify";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { RuntimeFellBack, RuntimeReturned } from "./events";
import { MailRuntimeTrouble } from "./jobs";
import type { RuntimeInstance } from "./schemas";
import { flipInstance, lockInstance, updateInstance } from "./store";

/** So many failures in a row move the work away, so many successes move it back. One probe is made a minute. */
export const PROBES_IN_A_ROW = 3;

/** `trouble`: null for a probe that succeeded. `epoch`: the one in which the probe was made. */
type Probe = { projectId: string; epoch: number; trouble: string | null; url: string | null };

/** Writes a probe down, and moves the company's work when it is the third in a row. A probe of an epoch that has passed counts nothing. */
export async function recordProbe(ctx: WorkspaceCtx, probe: Probe): Promise<void> {
  requirePermission(ctx, "billing.write");
  const { projectId, epoch, trouble, url } = probe;
  await withTransaction(ctx, async (tx) => {
    const instance = await lockInstance(tx, projectId);
    if (!instance || instance.epoch !== epoch) return;
    const probed_at = tx.now().toISOString();
    if (url !== null) await updateInstance(tx, projectId, { url });
    if (trouble === null) await succeed(tx, instance, probed_at);
    else await fail(tx, instance, { probed_at, trouble: trouble.slice(0, 1000) });
  });
}

async function succeed(tx: TxCtx, instance: RuntimeInstance, probed_at: string): Promise<void> {
  const { project_id: projectId, status } = instance;
  const successes = instance.successes + 1;
  const well = { failures: 0, failing_since: null, trouble: null, probed_at };
  if (status !== "unhealthy") return updateInstance(tx, projectId, well);
  if (successes < PROBES_IN_A_ROW) return updateInstance(tx, projectId, { ...well, successes });
  const epoch = await flipInstance(tx, projectId, { ...well, successes: 0, mode: "dedicated", status: "active" });
  await appendEvent(tx, RuntimeReturned, { epoch }, { projectId });
  const title = "Your company’s own runtime is well again: its work runs there";
  await notify(tx, [{ type: "runtime.returned", title, data: { project_id: projectId } }]);
}

async function fail(
  tx: TxCtx,
  instance: RuntimeInstance,
  { probed_at, trouble }: { probed_at: string; trouble: string },
): Promise<void> {
  const { project_id: projectId, status } = instance;
  const failures = instance.failures + 1;
  const failing_since = instance.failing_since ?? probed_at;
  const unwell = { failures, failing_since, trouble, probed_at, successes: 0 };
  if (status !== "active" || failures < PROBES_IN_A_ROW) return updateInstance(tx, projectId, unwell);
  const epoch = await flipInstance(tx, projectId, { ...unwell, mode: "shared", status: "unhealthy" });
  await appendEvent(tx, RuntimeFellBack, { epoch, failures, trouble }, { projectId });
  const title = "Your company’s own runtime does not answer: its work runs on the shared one meanwhile";
  await notify(tx, [{ type: "runtime.fell_back", title, data: { project_id: projectId, excerpt: trouble } }]);
  await enqueue(tx, MailRuntimeTrouble, { workspaceId: tx.workspaceId, projectId, kind: "fell_back", number: epoch });
}
