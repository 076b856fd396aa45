import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { finishAgentJob } from "./finish-agent-job";

/** Ends work that stopped without a word. */
export async function loseAgentJob(ctx: WorkspaceCtx, { jobId }: { jobId: string }): Promise<void> {
  requirePermission(ctx, "tasks.write");
  // No event: finishAgentJob appends it.
  await withTransaction(ctx, (tx) =>
    finishAgentJob(tx, { jobId, ok: false, summary: "It stopped: there was no step of it for an hour." }),
  );
}
