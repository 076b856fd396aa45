import { executeApproval } from "@/lib/autopilot/actions/execute-approval";
import { doRun } from "@/lib/autopilot/recurring/do-run";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { AppError } from "@/lib/platform/errors";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import type { RuntimeCtx } from "./authenticate-runtime";
import { RuntimeOrderTaken, RuntimeWorked } from "./events";
import type { RuntimeOrder, TakeOrder } from "./schemas";
import { lockInstance } from "./store";
import { endOrder, takeHanded } from "./store-orders";

const TIMEOUT_MS = 90_000;

/**
 * A company's own runtime does an order that was handed to it, with the company's accounts. Each order is done once; 409
 * `runtime.order_passed` for one that is taken already, and for one of an epoch that has passed.
 */
export async function takeOrder(ctx: RuntimeCtx, wanted: TakeOrder): Promise<{ done: true }> {
  requirePermission(ctx, "projects.write");
  const { projectId } = ctx;
  const order = await withTransaction(ctx, (tx) => take(tx, projectId, wanted));
  await perform(ctx, order);
  await withTransaction(ctx, async (tx) => {
    await endOrder(tx, order.id);
    const { id: orderId, kind, subject_id: subjectId, epoch } = order;
    await appendEvent(tx, RuntimeWorked, { orderId, kind, subjectId, epoch }, { projectId });
  });
  return { done: true };
}

async function take(tx: TxCtx, projectId: string, { id, epoch }: TakeOrder): Promise<RuntimeOrder> {
  const instance = await lockInstance(tx, projectId);
  const isNow = instance?.mode === "dedicated" && instance.epoch === epoch;
  const order = isNow ? await takeHanded(tx, { id, projectId, epoch, state: "dedicated" }) : null;
  if (order) {
    const { kind, subject_id: subjectId } = order;
    await appendEvent(tx, RuntimeOrderTaken, { orderId: id, kind, subjectId, epoch }, { projectId });
    return order;
  }
  throw new AppError("conflict", "This order was taken already, or the company’s work runs elsewhere by now.", {
    code: "runtime.order_passed",
  });
}

async function perform(ctx: RuntimeCtx, { kind, subject_id: subjectId, version }: RuntimeOrder): Promise<void> {
  const job = { ...ctx, signal: AbortSignal.timeout(TIMEOUT_MS) };
  if (kind === "run") return doRun(job, { runId: subjectId });
  return executeApproval(job, { approvalId: subjectId, version: version ?? 0 });
}
