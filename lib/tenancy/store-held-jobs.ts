import { sql } from "kysely";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";

export type HeldJob = { jobId: string; name: string; payload: Record<string, unknown> };

/** Under the workspace's lock: holds the job if the workspace is frozen and answers whether it is. */
export async function insertIfFrozen(tx: ServiceTx, workspaceId: string, job: HeldJob): Promise<boolean> {
  const { rows } = await sql<{ frozen: string | null }>`
    select private.enter_workspace(${workspaceId}) as frozen`.execute(tx.db);
  if (rows[0]?.frozen == null) return false;
  await tx.db
    .insertInto("held_jobs")
    .values({
      job_id: job.jobId,
      workspace_id: workspaceId,
      name: job.name,
      payload: JSON.stringify(job.payload),
    })
    .onConflict((conflict) => conflict.column("job_id").doNothing())
    .execute();
  return true;
}

/** Takes every held job of the workspace away, oldest first. */
export async function takeHeldJobs(tx: TxCtx): Promise<HeldJob[]> {
  const rows = await tx.db
    .deleteFrom("held_jobs")
    .where("workspace_id", "=", tx.workspaceId)
    .returning(["job_id", "name", "payload", "held_at"])
    .execute();
  return rows
    .sort((a, b) => a.held_at.localeCompare(b.held_at))
    .map(({ job_id, name, payload }) => ({ jobId: job_id, name, payload: payload as Record<string, unknown> }));
}
