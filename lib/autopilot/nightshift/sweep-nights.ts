import type { SystemCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { SweepNights } from "./jobs";
import { LIMITS } from "./limits";
import { loseNights } from "./lose-nights";
import { selectAbandoned } from "./store-sweeps";

/** Ends nights that no worker goes on with; those of a frozen workspace wait. */
export async function sweepNights({ requestId, db, now }: SystemCtx): Promise<void> {
  const before = new Date(now().getTime() - LIMITS.abandonedSeconds * 1000).toISOString();
  const abandoned = await withServiceTransaction({ requestId, db, now }, (tx) => selectAbandoned(tx, before));
  const actor = { type: "job", job: SweepNights.name } as const;
  for (const { workspaceId, projectId } of abandoned) {
    await loseNights({ requestId, db, now, workspaceId, actor }, { projectId }).catch((error: unknown) => {
      if (!(error instanceof AppError) || error.code !== "workspace.frozen") throw error;
    });
  }
}
