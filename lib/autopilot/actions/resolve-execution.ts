import { requirePermission } from "@/lib/foundation/access/require-permission";
import { askAboutUnknown } from "@/lib/company/approvals/ask-about-unknown";
import type { AnyAction, Outcome } from "@/lib/company/approvals/define-action";
import { findUnsettled } from "@/lib/company/approvals/find-unsettled";
import { settleExecution } from "@/lib/company/approvals/settle-execution";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { receiptOf } from "./execute-approval";
import { ACTIONS, actionOf } from "./registry";

/**
 * Finds out by the provider's own record what became of an attempt with an unknown outcome. Where that cannot be told within 15 minutes
 * the founder is asked.
 */
export async function resolveExecution(
  ctx: WorkspaceCtx & { signal: AbortSignal },
  { approvalId }: { approvalId: string },
  actions: readonly AnyAction[] = ACTIONS,
): Promise<void> {
  requirePermission(ctx, "approvals.write");
  const unsettled = await findUnsettled(ctx, { approvalId });
  if (!unsettled) return;
  const { approval, execution, sealed, isIntact } = unsettled;
  const action = actionOf(approval.action_type, actions);
  const of = { projectId: approval.project_id, sealed, idempotencyKey: execution.idempotencyKey, signal: ctx.signal };
  const ask = (): Promise<void> => askAboutUnknown(ctx, { approvalId, startedAt: execution.startedAt });
  // A look-up may repeat the request: never with bytes that were not approved.
  const lookUp = async (): Promise<Outcome | null> => (isIntact && (await action.lookUp?.(ctx, of))) || null;
  const outcome = await lookUp().catch(async (error: unknown) => {
    // One that breaks off each time must not keep the question back.
    await ask();
    throw error;
  });
  if (outcome === null || outcome.status === "unknown") return ask();
  await settleExecution(ctx, { approvalId, outcome, onExecuted: (tx) => receiptOf(tx, unsettled, action) });
}
