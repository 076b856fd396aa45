import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { newId } from "@/lib/platform/ids";
import type { TxCtx } from "@/lib/platform/transaction";
import { aboutJob } from "./about-job";
import { JobStatus } from "./events";
import { requireJob } from "./require-job";
import type { NewAgentJob } from "./schemas";
import { beginJobRow, insertJobEvent } from "./store";

/**
 * Begins the work of an agent in the caller's transaction, and tells the ledger; answers its id. The same key is the same work, which goes on
 * where its worker died. End it with `finishAgentJob`.
 */
export async function startAgentJob(tx: TxCtx, job: NewAgentJob): Promise<string> {
  const { id, isNew } = await beginJobRow(tx, { ...job, id: newId() });
  const message = isNew ? "Begun." : "Taken up again.";
  await insertJobEvent(tx, { jobId: id, kind: "status", message, data: { status: "running" } });
  const stored = await requireJob(tx, { jobId: id });
  const about = { ...aboutJob(stored), status: "running" as const, summary: null };
  await appendEvent(tx, JobStatus, about, { projectId: job.projectId });
  return id;
}
