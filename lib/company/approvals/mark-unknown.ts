import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { enqueue } from "@/lib/platform/queue";
import type { TxCtx } from "@/lib/platform/transaction";
import { aboutApproval } from "./about-approval";
import { ExecutionUnknown } from "./events";
import { ResolveExecution } from "./jobs";
import { updateApproval } from "./store";
import { findLatestExecution, updateExecution } from "./store-executions";
import type { StoredApproval } from "./schemas";

/** Says of a running attempt that its outcome is unknown, in the caller's transaction, and has it looked up. */
export async function markUnknown(tx: TxCtx, approval: StoredApproval, words: string): Promise<void> {
  const { id, project_id: projectId } = approval;
  const execution = await findLatestExecution(tx, id);
  if (!execution) throw new Error(`The proposal ${id} is being carried out without an attempt.`);
  const provider = execution.provider ?? "unknown";
  const settled = { state: "unknown", provider, providerId: null, code: null, words, observed: {} } as const;
  await updateExecution(tx, execution.id, settled);
  await updateApproval(tx, { id, from: "executing" }, { state: "unknown", why: words });
  const attempt = { attempt: execution.attempt, provider, provider_id: null, words };
  const about = aboutApproval(approval, [{ rel: "execution", id: execution.id }]);
  await appendEvent(tx, ExecutionUnknown, { ...about, ...attempt }, { projectId });
  await enqueue(tx, ResolveExecution, { workspaceId: tx.workspaceId, approvalId: id });
}
