import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { notify } from "@/lib/foundation/notifications/notify";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { aboutApproval } from "./about-approval";
import type { Outcome } from "./define-action";
import { ExecutionCompleted, ExecutionFailed } from "./events";
import { markUnknown } from "./mark-unknown";
import { requireApproval } from "./require-approval";
import { updateApproval } from "./store";
import { findLatestExecution, updateExecution, type RunningExecution } from "./store-executions";
import type { StoredApproval } from "./schemas";

type Settling = {
  approvalId: string;
  outcome: Outcome;
  onExecuted: (tx: TxCtx, approval: StoredApproval) => Promise<void>;
};

/**
 * Stores what became of the running attempt, once, with its ledger line; `onExecuted` joins the commit. Also in a workspace that was
 * frozen meanwhile: what happened is recorded.
 */
export async function settleExecution(ctx: WorkspaceCtx, { approvalId, outcome, onExecuted }: Settling): Promise<void> {
  requirePermission(ctx, "approvals.write");

  await withTransaction({ ...ctx, whileFrozen: true }, async (tx) => {
    const approval = await requireApproval(tx, approvalId, { lock: true });
    const { state } = approval;
    if (state !== "executing" && state !== "unknown") return;
    if (outcome.status === "unknown") {
      if (state === "executing") await markUnknown(tx, approval, outcome.words);
      return;
    }
    const execution = await findLatestExecution(tx, approvalId);
    if (!execution || !(await store(tx, execution, outcome))) return;
    await updateApproval(
      tx,
      { id: approvalId, from: state },
      { state: outcome.status, why: outcome.words.slice(0, 1000) },
    );
    await tell(tx, { approval, execution, outcome });
    if (outcome.status === "executed") await onExecuted(tx, approval);
  });
}

type Certain = Exclude<Outcome, { status: "unknown" }>;

function store(tx: TxCtx, { id }: RunningExecution, outcome: Certain): Promise<boolean> {
  const { status: state, provider, words } = outcome;
  const more =
    outcome.status === "executed"
      ? { providerId: outcome.providerId, code: null, observed: outcome.observed }
      : { providerId: null, code: outcome.code, observed: {} };
  return updateExecution(tx, id, { state, provider, words, ...more });
}

type Told = { approval: StoredApproval; execution: RunningExecution; outcome: Certain };

async function tell(tx: TxCtx, { approval, execution, outcome }: Told): Promise<void> {
  const { id, title, project_id: projectId } = approval;
  const about = aboutApproval(approval, [{ rel: "execution", id: execution.id }]);
  const { provider, words } = outcome;
  const attempt = { attempt: execution.attempt, provider, words };
  if (outcome.status === "executed") {
    await appendEvent(tx, ExecutionCompleted, { ...about, ...attempt, provider_id: outcome.providerId }, { projectId });
    return;
  }
  await appendEvent(tx, ExecutionFailed, { ...about, ...attempt, provider_id: null }, { projectId });
  await notify(tx, [
    { type: "approval.failed", title: `“${title}” failed: ${words}`, data: { project_id: projectId, approval_id: id } },
  ]);
}
