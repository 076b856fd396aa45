import type { SystemCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { enqueueDue } from "./enqueue-due";
import { RunDueTasks } from "./jobs";
import { LOST_AFTER_MS, TASKS_AT_ONCE } from "./limits";
import { loseRun } from "./lose-run";
import { selectDueWorkspaces, selectLostRuns } from "./store-schedule";

/**
 * Hands out everything that is due, in each workspace by itself, and ends runs that never ended. A workspace that fails does not stop the
 * others; one that is frozen waits until it is not.
 */
export async function runDueTasks(ctx: SystemCtx): Promise<void> {
  const { due, lost } = await withServiceTransaction(ctx, async (tx) => {
    const before = new Date(tx.now().getTime() - LOST_AFTER_MS).toISOString();
    return { due: await selectDueWorkspaces(tx), lost: await selectLostRuns(tx, before) };
  });
  for (const { workspaceId, runId } of lost) await alone(inside(ctx, workspaceId), (at) => loseRun(at, { runId }));
  for (const workspaceId of due) {
    await alone(inside(ctx, workspaceId), async (at) => {
      while ((await enqueueDue(at)) === TASKS_AT_ONCE);
    });
  }
}

const inside = ({ requestId, db, now }: SystemCtx, workspaceId: string): WorkspaceCtx => ({
  requestId,
  db,
  now,
  workspaceId,
  actor: { type: "job", job: RunDueTasks.name },
});

async function alone(at: WorkspaceCtx, run: (at: WorkspaceCtx) => Promise<unknown>): Promise<void> {
  try {
    await run(at);
  } catch (error) {
    if (error instanceof AppError && error.code === "workspace.frozen") return;
    log().error({ err: error, workspace_id: at.workspaceId }, "recurring tasks of a workspace could not be handed out");
  }
}
