import { requirePermission } from "@/lib/foundation/access/require-permission";
import { beginExecution, type Begun } from "@/lib/company/approvals/begin-execution";
import type { AnyAction, Outcome } from "@/lib/company/approvals/define-action";
import { settleExecution } from "@/lib/company/approvals/settle-execution";
import { beginReceipt } from "@/lib/company/receipts/begin-receipt";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import type { TxCtx } from "@/lib/platform/transaction";
import { ACTIONS, actionOf } from "./registry";
import type { StoredApproval } from "@/lib/company/approvals/schemas";

type Executing = { approvalId: string; version: number };

/**
 * Carries out one approved version: claim and write ahead → provider → outcome. An error after the provider was called means that it is
 * unknown what happened; it is looked up, never repeated blindly.
 */
export async function executeApproval(
  ctx: WorkspaceCtx & { signal: AbortSignal },
  { approvalId, version }: Executing,
  actions: readonly AnyAction[] = ACTIONS,
): Promise<void> {
  requirePermission(ctx, "approvals.write");
  const begun = await beginExecution(ctx, {
    approvalId,
    version,
    lastLook: async (tx, { projectId, sealed }) =>
      (await actionOf(sealed.action_type, actions).recheck?.(tx, { projectId, sealed })) ?? null,
  });
  if (!begun) return;
  const action = actionOf(begun.approval.action_type, actions);
  const outcome = await act(ctx, action, begun);
  await settleExecution(ctx, { approvalId, outcome, onExecuted: (tx) => receiptOf(tx, begun, action) });
}

async function act(
  ctx: WorkspaceCtx & { signal: AbortSignal },
  action: AnyAction,
  { approval, execution, sealed }: Begun,
): Promise<Outcome> {
  const { idempotencyKey } = execution;
  try {
    return await action.execute(ctx, { projectId: approval.project_id, sealed, idempotencyKey, signal: ctx.signal });
  } catch (error) {
    log().warn({ err: error, approval_id: approval.id, action: action.kind }, "action broke off");
    const words = error instanceof AppError ? error.message : "It broke off with an error of our own.";
    return { status: "unknown", provider: "greenlight", words };
  }
}

/** Begins the receipt of what was carried out, with the contract that was approved. */
export async function receiptOf(
  tx: TxCtx,
  { approval, sealed }: Pick<Begun, "sealed"> & { approval: StoredApproval },
  action: AnyAction,
): Promise<void> {
  await beginReceipt(tx, {
    projectId: approval.project_id,
    approvalId: approval.id,
    actionType: action.kind,
    title: approval.title,
    contract: sealed.contract,
    lookAfter: action.recheckSeconds[0],
  });
}
