import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { enqueueAt } from "@/lib/platform/queue";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { aboutApproval } from "./about-approval";
import { contentHash } from "./content-hash";
import type { Sealed } from "./define-action";
import { ApprovalSuperseded, ExecutionStarted } from "./events";
import { expireApproval } from "./expire-approval";
import { findBrokenRule } from "./find-broken-rule";
import { ExecuteApproval } from "./jobs";
import { markUnknown } from "./mark-unknown";
import { requireApproval } from "./require-approval";
import type { Json, StoredApproval } from "./schemas";
import { updateApproval } from "./store";
import { insertExecution, type RunningExecution } from "./store-executions";
import { findVersion } from "./store-versions";

export type Begun = { approval: StoredApproval; execution: RunningExecution; sealed: Sealed<Json> };

type LastLook = (tx: TxCtx, of: { projectId: string; sealed: Sealed<Json> }) => Promise<{ words: string } | null>;

/**
 * Claims an approved version for being carried out and writes the attempt, in one commit, after a last look: deadline, hash, the
 * founder's rules and `lastLook`.
 * Null when there is nothing to do now: taken back, out of date, too early, or begun before. One that was begun and never settled, because
 * its process died, becomes `unknown`.
 */
export async function beginExecution(
  ctx: WorkspaceCtx,
  { approvalId, version, lastLook }: { approvalId: string; version: number; lastLook: LastLook },
): Promise<Begun | null> {
  requirePermission(ctx, "approvals.write");

  return withTransaction(ctx, async (tx) => {
    const approval = await requireApproval(tx, approvalId, { lock: true });
    if (approval.state === "executing") {
      await markUnknown(tx, approval, "The process that carried it out ended in the middle.");
      return null;
    }
    if (approval.state !== "queued" || approval.version !== version) return null;
    if (await isTooEarly(tx, approval)) return null;
    if (Date.parse(approval.execute_by) <= tx.now().getTime()) {
      await expireApproval(tx, approval);
      return null;
    }
    const stored = await findVersion(tx, { approvalId, version });
    if (!stored || contentHash(stored.sealed) !== stored.hash) {
      const erased = "a person whom it named was erased, so that its bytes are not those that were approved.";
      await sendBack(tx, approval, approval.erased_at ? erased : "the stored bytes are not those that were approved.");
      return null;
    }
    const broken = await findBrokenRule(tx, { projectId: approval.project_id, sealed: stored.sealed });
    if (broken !== null) {
      await sendBack(tx, approval, broken);
      return null;
    }
    const outdated = await lastLook(tx, { projectId: approval.project_id, sealed: stored.sealed });
    if (outdated) {
      await sendBack(tx, approval, outdated.words);
      return null;
    }
    return { approval, sealed: stored.sealed, execution: await claim(tx, approval) };
  });
}

/** The clocks of queue and application differ, or an older job of the same version woke first. */
async function isTooEarly(tx: TxCtx, { id, version, not_before }: StoredApproval): Promise<boolean> {
  if (not_before === null || Date.parse(not_before) <= tx.now().getTime()) return false;
  const payload = { workspaceId: tx.workspaceId, approvalId: id, version };
  await enqueueAt(tx, ExecuteApproval, { payload, at: new Date(not_before) });
  return true;
}

async function claim(tx: TxCtx, approval: StoredApproval): Promise<RunningExecution> {
  const { id, version, project_id: projectId } = approval;
  await updateApproval(tx, { id, from: "queued" }, { state: "executing", why: null });
  const execution = await insertExecution(tx, { approvalId: id, version, idempotencyKey: `${id}:${version}` });
  const about = aboutApproval(approval, [{ rel: "execution", id: execution.id }]);
  const attempt = { attempt: execution.attempt, provider: null, provider_id: null };
  await appendEvent(tx, ExecutionStarted, { ...about, ...attempt }, { projectId });
  return execution;
}

async function sendBack(tx: TxCtx, approval: StoredApproval, why: string): Promise<void> {
  const { id, project_id: projectId } = approval;
  await updateApproval(tx, { id, from: "queued" }, { state: "revised", why, not_before: null });
  await appendEvent(tx, ApprovalSuperseded, { ...aboutApproval(approval), why }, { projectId });
}
