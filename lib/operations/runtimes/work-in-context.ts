import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { withReadTransaction, withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { handToApp } from "@/lib/providers/hosting/hand-to-app";
import { RuntimeOrderHanded, RuntimeOrderSuperseded, RuntimePassedOver } from "./events";
import { openRuntimeSecrets } from "./open-runtime-secrets";
import type { Work } from "./schemas";
import { lockInstance } from "./store";
import { hasEnded, insertOrder, takeHanded } from "./store-orders";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };
type Handed = { id: string; epoch: number; url: string };

/**
 * Has work done where the company's work runs: by its own runtime, which takes the order back through the gateway, else here by `perform`.
 * A runtime that does not take it is passed over, and it is done here. Exactly one of the two places takes an order; one that was taken and
 * not ended throws a retryable error.
 */
export async function workInContext(ctx: JobCtx, work: Work, perform: () => Promise<void>): Promise<void> {
  requirePermission(ctx, "projects.write");
  const handed = await withTransaction(ctx, (tx) => handOver(tx, work));
  if (handed === null) return perform();
  const failure = await deliver(ctx, work, handed);
  if (failure === null || (await withReadTransaction(ctx, (tx) => hasEnded(tx, handed.id)))) return;
  const isOurs = await withTransaction(ctx, (tx) => takeBack(tx, { work, handed, failure }));
  if (!isOurs) throw failure;
  return perform();
}

/** Null where the company's work runs here. */
async function handOver(tx: TxCtx, work: Work): Promise<Handed | null> {
  const instance = await lockInstance(tx, work.projectId);
  if (instance?.mode !== "dedicated" || instance.url === null) return null;
  const { epoch, url } = instance;
  const id = newId();
  const { projectId, kind, subjectId } = work;
  const superseded = await insertOrder(tx, { ...work, id, epoch });
  for (const orderId of superseded)
    await appendEvent(tx, RuntimeOrderSuperseded, { orderId, kind, subjectId }, { projectId });
  await appendEvent(tx, RuntimeOrderHanded, { orderId: id, kind, subjectId, epoch }, { projectId });
  return { id, epoch, url };
}

async function deliver(ctx: JobCtx, { projectId }: Work, { id, epoch, url }: Handed): Promise<AppError | null> {
  const { runtime_key: key } = await openRuntimeSecrets({ ...ctx, projectId });
  try {
    await handToApp({ url, key, order: { id, epoch } }, ctx.signal);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

type Failed = { work: Work; handed: Handed; failure: AppError };

async function takeBack(tx: TxCtx, { work, handed: { id, epoch }, failure }: Failed): Promise<boolean> {
  const { projectId, kind, subjectId } = work;
  const taken = await takeHanded(tx, { id, projectId, epoch, state: "shared" });
  if (!taken) return false;
  const told = { orderId: id, kind, subjectId, trouble: failure.message };
  await appendEvent(tx, RuntimePassedOver, told, { projectId });
  return true;
}
