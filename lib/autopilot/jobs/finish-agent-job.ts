import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { TxCtx } from "@/lib/platform/transaction";
import { aboutJob } from "./about-job";
import { JobStatus } from "./events";
import { requireJob } from "./require-job";
import type { AgentJob } from "./schemas";
import { insertJobEvent, updateJobEnded } from "./store";

type Finished = { jobId: string; ok: boolean; summary: string; costCents?: number; links?: AgentJob["links"] };

/** Ends the work of an agent in the caller's transaction, and tells the ledger how. False when it was over already: its first end stands. */
export async function finishAgentJob(
  tx: TxCtx,
  { jobId, ok, summary, costCents = 0, links = [] }: Finished,
): Promise<boolean> {
  const job = await requireJob(tx, { jobId }, { lock: true });
  if (job.state !== "running") return false;
  const state = ok ? ("finished" as const) : ("failed" as const);
  const ended = { state, summary: summary.slice(0, 1000), links: [...job.links, ...links], costCents };
  await updateJobEnded(tx, jobId, ended);
  await insertJobEvent(tx, { jobId, kind: "status", message: ended.summary || state, data: { status: state } });
  const about = { ...aboutJob({ ...job, links: ended.links }), status: state, summary: ended.summary };
  await appendEvent(tx, JobStatus, about, { projectId: job.project_id });
  return true;
}
