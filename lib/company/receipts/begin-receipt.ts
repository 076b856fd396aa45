import type { Json } from "@/lib/company/approvals/schemas";
import { newId } from "@/lib/platform/ids";
import { enqueueAt } from "@/lib/platform/queue";
import type { TxCtx } from "@/lib/platform/transaction";
import { CheckReceipt } from "./jobs";
import { insertReceipt } from "./store";

type Of = {
  projectId: string;
  approvalId?: string;
  taskId?: string;
  actionType: string;
  title: string;
  contract: Json;
  /** Seconds until the first look. */
  lookAfter: number;
};

/** Begins a receipt in the caller's transaction, without a verdict, and has the checker look. */
export async function beginReceipt(tx: TxCtx, { lookAfter, approvalId, taskId, ...of }: Of): Promise<string> {
  const id = newId();
  const first = new Date(tx.now().getTime() + lookAfter * 1000);
  await insertReceipt(tx, {
    id,
    ...of,
    approvalId: approvalId ?? null,
    taskId: taskId ?? null,
    firstLookAt: first.toISOString(),
  });
  await enqueueAt(tx, CheckReceipt, { payload: { workspaceId: tx.workspaceId, receiptId: id }, at: first });
  return id;
}
