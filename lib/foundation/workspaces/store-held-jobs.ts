import { sql } from "kysely";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";

export type HeldJob = {
  jobId: string;
  name: string;
  payload: Record<string, unknown>;
  singletonKey: string | null;
  /** The end of the freeze is not enough for it: it waits until the workflows may be published again. */
  untilRestored?: boolean;
};

/**
 * Holds the job if the workspace is frozen, or holds such jobs, and answers whether it does. The row lock makes it wait for a freeze that
 * is just being lifted, and the other way round: no job is put aside behind the back of whoever takes them all out again.
 */
export async function insertIfFrozen(tx: ServiceTx, workspaceId: string, job: HeldJob): Promise<boolean> {
  const { untilRestored = false } = job;
  const frozen = await tx.db
    .selectFrom("workspaces")
    .select("id")
    .where("id", "=", workspaceId)
    .where((where) =>
      where.or([where("status", "=", "frozen"), ...(untilRestored ? [where("workflows_held", "=", true)] : [])]),
    )
    .forShare()
    .executeTakeFirst();
  if (!frozen) return false;
  await tx.db
    .insertInto("held_jobs")
    .values({
      job_id: job.jobId,
      workspace_id: workspaceId,
      name: job.name,
      payload: JSON.stringify(job.payload),
      singleton_key: job.singletonKey,
      until_restored: untilRestored,
    })
    // The same job once more, or another one with its key: one of them is enough, as in the queue.
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return true;
}

/** Takes the held jobs of the workspace away, oldest first: all of them, or only those for which the end of the freeze is enough. */
export async function takeHeldJobs(tx: TxCtx, which: "all" | "unless_until_restored"): Promise<HeldJob[]> {
  const { rows } = await sql<{ job_id: string; name: string; payload: unknown; singleton_key: string | null }>`
    with taken as (
      delete from public.held_jobs
      where workspace_id = ${tx.workspaceId} and (${which === "all"}::boolean or not until_restored)
      returning job_id, name, payload, singleton_key, held_at)
    select job_id, name, payload, singleton_key from taken order by held_at, job_id`.execute(tx.db);
  return rows.map(({ job_id, name, payload, singleton_key }) => ({
    jobId: job_id,
    name,
    payload: payload as Record<string, unknown>,
    singletonKey: singleton_key,
  }));
}
