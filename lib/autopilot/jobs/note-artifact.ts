import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { TxCtx } from "@/lib/platform/transaction";
import { aboutJob } from "./about-job";
import { JobArtifact } from "./events";
import { requireJob } from "./require-job";
import { insertJobEvent, updateJobNoted } from "./store";

type Made = { jobId: string; artifact: { kind: string; id: string; title: string } };

/** Notes a result of an agent's work, a report or a packet, in the caller's transaction and in the ledger. */
export async function noteArtifact(tx: TxCtx, { jobId, artifact }: Made): Promise<void> {
  const job = await requireJob(tx, { jobId });
  await insertJobEvent(tx, { jobId, kind: "artifact", message: artifact.title, data: artifact });
  await updateJobNoted(tx, jobId, 0);
  const about = aboutJob(job);
  const links = [...about.links, { rel: artifact.kind, id: artifact.id }];
  await appendEvent(tx, JobArtifact, { ...about, links, artifact }, { projectId: job.project_id });
}
