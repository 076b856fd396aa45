import { AppError } from "@/lib/platform/errors";
import type { TxCtx } from "@/lib/platform/transaction";
import type { AgentJob } from "./schemas";
import { findJob } from "./store";

/** The work of an agent in this company; 404 `job.not_found`. */
export async function requireJob(
  tx: TxCtx,
  { jobId, projectId }: { jobId: string; projectId?: string },
  options: { lock?: boolean } = {},
): Promise<AgentJob> {
  const found = await findJob(tx, jobId, options);
  if (found && (projectId === undefined || found.project_id === projectId)) return found;
  throw new AppError("not_found", "There is no such work here.", { code: "job.not_found" });
}
