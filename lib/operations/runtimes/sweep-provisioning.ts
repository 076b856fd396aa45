import type { SystemCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { giveUpProvisioning } from "./give-up-provisioning";
import { ProvisionProject, SweepRuntimes } from "./jobs";
import { selectOpenAttempts } from "./store-jobs";

const GIVEN_UP_AFTER_MS = 2 * 3_600_000;

/**
 * Sees to every attempt that has not ended: one that no job drives any more gets one, and one that is two hours old is ended as failed. Those
 * of frozen workspaces wait.
 */
export async function sweepProvisioning({ requestId, db, now }: SystemCtx): Promise<void> {
  const ctx = { requestId, db, now };
  const tooOld = new Date(now().getTime() - GIVEN_UP_AFTER_MS).toISOString();
  const open = await withServiceTransaction(ctx, (tx) => selectOpenAttempts(tx));
  const actor = { type: "job", job: SweepRuntimes.name } as const;
  for (const { workspaceId, projectId, attempt, startedAt } of open) {
    if (Date.parse(startedAt) > Date.parse(tooOld)) {
      await withServiceTransaction(ctx, (tx) => enqueue(tx, ProvisionProject, { workspaceId, projectId, attempt }));
      continue;
    }
    await giveUpProvisioning({ ...ctx, workspaceId, actor }, { projectId, attempt }).catch((error: unknown) => {
      // It was frozen at this moment: the next sweep after that sees it.
      if (!(error instanceof AppError) || error.code !== "workspace.frozen") throw error;
    });
  }
}
