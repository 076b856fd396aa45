import { revokeAllCredentials } from "@/lib/foundation/credentials/revoke-all-credentials";
import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { TxCtx } from "@/lib/platform/transaction";
import { saveStep, type Enforcement } from "./enforcement";
import { FreezeProven } from "./events";
import type { Proof } from "./schemas";
import type { Stillness } from "./stop-engine";
import { findFreeze, saveProof, type FreezeRow } from "./store";
import { countHeldJobs, findLastEvent, selectHandedOver, selectStopped } from "./store-evidence";

/**
 * Keeps what was seen: nothing runs, nothing is published; null when the workspace has no engine. The first proof of a freeze stands in
 * the ledger and in the audit log.
 */
export async function proveFreeze(run: Enforcement, seen: Stillness | null): Promise<void> {
  const { freezeId } = run;
  await saveStep(run, async (tx) => {
    const freeze = await findFreeze(tx, freezeId);
    if (!freeze) return false;
    const proof = await collectProof(tx, freeze, seen);
    if (!(await saveProof(tx, freezeId, proof))) return false;
    if (freeze.shown.proven_at === null) await announce(tx, freezeId, proof);
    return true;
  });
}

async function collectProof(tx: TxCtx, freeze: FreezeRow, seen: Stillness | null): Promise<Proof> {
  const checkedAt = tx.now().toISOString();
  // A key that was written past the freeze's own revocation ends here, and is counted with the others.
  const late = await revokeAllCredentials(tx);
  const { revoked_keys, revoked_tokens } = freeze.shown.proof ?? {
    revoked_keys: freeze.revokedKeys,
    revoked_tokens: freeze.revokedTokens,
  };
  return {
    engine: seen ? "reached" : "none",
    running_executions: seen?.running ?? 0,
    stopped_executions: freeze.stoppedExecutions,
    published_workflows: seen?.published ?? 0,
    unknown_workflows: seen?.unknown ?? 0,
    hook_file: seen?.refusesRuns ?? null,
    ...(await selectStopped(tx)),
    unpublished: freeze.unpublished,
    drained_at: freeze.drainedAt ?? checkedAt,
    last_accepted_event: await findLastEvent(tx),
    not_recallable: await selectHandedOver(tx, freeze.shown.frozen_at),
    held_jobs: await countHeldJobs(tx),
    revoked_keys: revoked_keys + late.revokedKeys,
    revoked_tokens: revoked_tokens + late.revokedTokens,
    open_credentials: late.open,
    checked_at: checkedAt,
  };
}

async function announce(tx: TxCtx, freezeId: string, proof: Proof): Promise<void> {
  const { stopped_executions, unpublished, not_recallable } = proof;
  const counts = { stoppedExecutions: stopped_executions, unpublished: unpublished.length };
  await appendEvent(tx, FreezeProven, { freezeId, ...counts });
  await recordAudit(tx, {
    action: "freeze.proven",
    target: { type: "freeze", id: freezeId },
    after: { engine: proof.engine, ...counts, not_recallable: not_recallable.length },
  });
}
