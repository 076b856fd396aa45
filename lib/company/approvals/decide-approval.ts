import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { sha256 } from "@/lib/platform/ids";
import { enqueueAt } from "@/lib/platform/queue";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { aboutApproval } from "./about-approval";
import { ApprovalDecided, ExecutionQueued } from "./events";
import { expireApproval } from "./expire-approval";
import { ExecuteApproval } from "./jobs";
import { requireApproval } from "./require-approval";
import type { Approval, DecideApproval, StoredApproval } from "./schemas";
import { updateApproval } from "./store";
import { findVersion } from "./store-versions";

type Decision = Pick<DecideApproval, "decision" | "version" | "note"> & {
  approvalId: string;
  via: "app" | "link" | "batch";
};

const DECISION_STATES = new Set(["pending", "revised", "queued"]);

/**
 * Decides one version of a proposal: `approved` carries it out after its undo window, `denied` ends it, `revised` asks for another version.
 * `denied` and `revised` also take back an approval, until it is begun. Only a person decides: 403 `approval.person_needed` for a key, an
 * agent or a job. 409 `approval.changed` for another version, `approval.decided` once it was decided, `approval.expired` after the deadline.
 */
export async function decideApproval(ctx: WorkspaceCtx, decision: Decision): Promise<Approval> {
  requirePermission(ctx, "approvals.decide");
  requirePerson(ctx);

  const decided = await withTransaction(ctx, async (tx) => {
    const approval = await requireApproval(tx, decision.approvalId, { lock: true });
    requirePermission(ctx, approval.permission);
    if (isLate(approval, tx.now())) {
      await expireApproval(tx, approval);
      return null;
    }
    refuse(approval, decision);
    await decide(tx, approval, decision);
    return requireApproval(tx, approval.id);
  });
  // The expiry is committed; the decision came too late.
  if (decided === null) throw tooLate();
  return decided;
}

function requirePerson({ actor }: WorkspaceCtx): void {
  if (actor.type === "user") return;
  throw new AppError("forbidden", "Only a signed-in member decides about a proposal. It waits on the page Approvals.", {
    code: "approval.person_needed",
  });
}

const isLate = ({ state, expires_at }: StoredApproval, now: Date): boolean =>
  (state === "pending" || state === "revised") && Date.parse(expires_at) <= now.getTime();

const tooLate = (): AppError =>
  new AppError(
    "conflict",
    "The time for this decision is over, and nothing was done. Propose it again if it is still wanted.",
    {
      code: "approval.expired",
    },
  );

function refuse(approval: StoredApproval, { version, decision }: Decision): void {
  const { state, decided_at, decided_by } = approval;
  if (state === "expired") throw tooLate();
  if (approval.version !== version) {
    throw new AppError(
      "conflict",
      `This proposal has another version by now (${approval.version}). Read it, then decide.`,
      {
        code: "approval.changed",
        details: { version: approval.version },
      },
    );
  }
  const takesBack = state === "queued" && decision !== "approved";
  if (DECISION_STATES.has(state) && (state !== "queued" || takesBack) && (state !== "revised" || decision === "denied"))
    return;
  if (state === "revised") {
    throw new AppError("conflict", "This proposal waits for another version. Write one, then decide about it.", {
      code: "approval.revised",
    });
  }
  const begun = state === "executing" ? "It has begun and cannot be taken back." : "It was decided before.";
  throw new AppError("conflict", `${begun} Read its state anew.`, {
    code: "approval.decided",
    details: { state, decided_at, decided_by },
  });
}

async function decide(tx: TxCtx, approval: StoredApproval, { decision, note, via }: Decision): Promise<void> {
  const { id, state: from, project_id: projectId, version } = approval;
  const stored = await findVersion(tx, { approvalId: id, version });
  if (!stored) throw new Error(`Version ${version} of the proposal ${id} is not there.`);
  const decidedAt = tx.now().toISOString();
  const undone = from === "queued";
  const change = {
    state: decision,
    why: undone ? "Taken back before it was carried out." : null,
    not_before: null,
    decided_at: decidedAt,
    decided_by: actorId(tx.actor),
    decided_via: via,
    note: note ?? null,
  };
  await updateApproval(tx, { id, from }, change);
  const about = aboutApproval(approval);
  await appendEvent(
    tx,
    ApprovalDecided,
    {
      ...about,
      ...originOfApproval(approval),
      decision,
      via,
      hash: stored.hash,
      prev_state: from,
      note_sha256: note ? sha256(note) : null,
      note: note ?? null,
      undone,
    },
    { projectId },
  );
  if (decision === "approved") await queue(tx, approval, about);
}

const originOfApproval = ({ project_id, origin, task_id, recommendation_id, dedupe_key }: StoredApproval) => ({
  projectId: project_id,
  origin,
  taskId: task_id,
  recommendationId: recommendation_id,
  dedupeKey: dedupe_key,
});

async function queue(tx: TxCtx, approval: StoredApproval, about: ReturnType<typeof aboutApproval>): Promise<void> {
  const { id, version, undo_window_seconds, project_id: projectId } = approval;
  const notBefore = new Date(tx.now().getTime() + undo_window_seconds * 1000);
  await updateApproval(tx, { id, from: "approved" }, { state: "queued", not_before: notBefore.toISOString() });
  await appendEvent(tx, ExecutionQueued, { ...about, not_before: notBefore.toISOString() }, { projectId });
  const payload = { workspaceId: tx.workspaceId, approvalId: id, version };
  await enqueueAt(tx, ExecuteApproval, { payload, at: notBefore });
}
