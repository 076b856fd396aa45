import type { SystemCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { SweepLostJobs } from "./jobs";
import { loseAgentJob } from "./lose-agent-job";
import { selectLostJobs } from "./store";

const LOST_AFTER_MS = 60 * 60_000;

/** Ends the work of agents that had no step for an hour; that of a frozen workspace waits. */
export async function sweepLostJobs({ requestId, db, now }: SystemCtx): Promise<void> {
  const before = new Date(now().getTime() - LOST_AFTER_MS).toISOString();
  const lost = await withServiceTransaction({ requestId, db, now }, (tx) => selectLostJobs(tx, before));
  const actor = { type: "job", job: SweepLostJobs.name } as const;
  for (const { workspaceId, jobId } of lost) {
    await loseAgentJob({ requestId, db, now, workspaceId, actor }, { jobId }).catch((error: unknown) => {
      if (!(error instanceof AppError) || error.code !== "workspace.frozen") throw error;
    });
  }
}
