import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { AnyAction, Check } from "@/lib/company/approvals/define-action";
import { getSealedExecution } from "@/lib/company/approvals/get-sealed-execution";
import { checkPage } from "@/lib/company/receipts/check-page";
import { recordCheck } from "@/lib/company/receipts/record-check";
import { requireReceipt } from "@/lib/company/receipts/require-receipt";
import type { Receipt } from "@/lib/company/receipts/schemas";
import { TaskContract } from "@/lib/company/tasks/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { withReadTransaction } from "@/lib/platform/transaction";
import { isOwnPage } from "./is-own-page";
import { ACTIONS, actionOf } from "./registry";

/** When a task's own contract is looked at, in seconds after its work was over. */
const TASK_LOOKS = [0, 30, 120, 600, 86_400] as const;

type Looking = { receipt: Receipt; looks: readonly number[]; look: () => Promise<Check> };

/** One look of the checker at a receipt: by the contract that was approved, not by what the worker reported. It plans its next look. One whose evidence was erased with a person keeps its verdict. */
export async function checkReceipt(
  ctx: WorkspaceCtx & { signal: AbortSignal },
  { receiptId }: { receiptId: string },
  actions: readonly AnyAction[] = ACTIONS,
): Promise<Receipt> {
  requirePermission(ctx, "approvals.write");
  const receipt = await withReadTransaction({ ...ctx, whileFrozen: true }, (tx) => requireReceipt(tx, receiptId));
  if (receipt.erased_at !== null) return receipt;
  const { looks, look } = receipt.approval_id ? await ofAction(ctx, receipt, actions) : ofTask(ctx, receipt);
  const nextCheckAt = nextLook(receipt, looks, ctx.now());
  return recordCheck(ctx, { receiptId, check: await judged(look, nextCheckAt === null), nextCheckAt });
}

/** A look that breaks off says nothing about the world; the last one in vain leaves it unverifiable. */
async function judged(look: () => Promise<Check>, isLast: boolean): Promise<Check> {
  const check = await look().catch((error: unknown): Check => {
    log().warn({ err: error }, "a check broke off");
    const words = `The check broke off: ${error instanceof AppError ? error.message : "an error of our own."}`;
    return { verdict: "pending", check: "broken_off", words, observed: {}, evidence: "" };
  });
  if (check.verdict !== "pending" || !isLast) return check;
  return { ...check, verdict: "unverifiable", words: `It could not be told in time. ${check.words}` };
}

async function ofAction(
  ctx: WorkspaceCtx & { signal: AbortSignal },
  receipt: Receipt,
  actions: readonly AnyAction[],
): Promise<Looking> {
  const { sealed, execution } = await getSealedExecution(ctx, { approvalId: receipt.approval_id ?? "" });
  const action = actionOf(receipt.action_type, actions);
  const look = (): Promise<Check> =>
    action.verify(ctx, { projectId: receipt.project_id, sealed, execution, signal: ctx.signal });
  return { receipt, looks: action.recheckSeconds, look };
}

function ofTask(ctx: WorkspaceCtx & { signal: AbortSignal }, receipt: Receipt): Looking {
  const contract = TaskContract.parse(receipt.contract);
  const look = async (): Promise<Check> =>
    checkPage(contract, { signal: ctx.signal, allowLoopback: await isOwnPage(new URL(contract.url)) });
  return { receipt, looks: TASK_LOOKS, look };
}

/** The next of the planned looks that lies in the future; null after the last. */
function nextLook({ created_at }: Receipt, looks: readonly number[], now: Date): string | null {
  const begun = Date.parse(created_at);
  const times = looks.map((seconds) => begun + seconds * 1000);
  const next = times.find((time) => time > now.getTime());
  return next === undefined ? null : new Date(next).toISOString();
}
