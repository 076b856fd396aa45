import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { enqueue } from "@/lib/platform/queue";
import type { TxCtx } from "@/lib/platform/transaction";
import { SandboxRunEnded } from "./events";
import { SettleRun } from "./jobs";
import { redactWords } from "./redact-sample";
import { updateRun, type StoredRun } from "./store";

/** Ends a run once, with the reason of a failure, and has its nodes' results fetched. The caller holds it. */
export async function endRun(tx: TxCtx, run: StoredRun, reason: string | null): Promise<void> {
  // No permission: the callers asked; a part of their transactions.
  if (run.completed_at !== null) return;
  const error = reason === null ? null : redactWords(reason);
  await updateRun(tx, run.id, { ended: { at: tx.now().toISOString(), error } });
  const { campaign_id: campaignId, id: runId, name: workflow } = run;
  await appendEvent(tx, SandboxRunEnded, { campaignId, runId, workflow, error });
  if (run.execution_id !== null) await enqueue(tx, SettleRun, { workspaceId: tx.workspaceId, runId });
}
