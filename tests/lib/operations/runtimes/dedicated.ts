import { beginProvisioning } from "@/lib/operations/runtimes/begin-provisioning";
import { withTransaction } from "@/lib/platform/transaction";
import { runRecurring } from "@/lib/autopilot/recurring/run-recurring";
import type { Company, TestWorld } from "../../../factories/test-world";

/** The company's row says that its work runs at this address, in epoch 1; nothing else of a runtime is there. */
export async function dedicatedAt(world: TestWorld, { job, projectId }: Company, url: string): Promise<void> {
  await withTransaction(job, (tx) => beginProvisioning(tx, { projectId, cause: "payment" }));
  await world.admin.query(
    `update project_runtime_instances set mode = 'dedicated', status = 'active', epoch = 1, url = $2, commit_sha = repeat('a', 40),
       activated_at = now() where project_id = $1`,
    [projectId, url],
  );
}

/** A run of the company's nightly task that waits to be done. */
export async function waitingRun(world: TestWorld, { owner, projectId }: Company): Promise<string> {
  const { rows } = await world.admin.query<{ id: string }>(
    "select id from project_recurring_tasks where project_id = $1 and task_key = 'nightly_context_prioritization'",
    [projectId],
  );
  const recurringId = rows[0]?.id ?? "";
  return (await runRecurring(owner, { recurringId, projectId, even_if_paused: true })).run_id;
}

/** How often a run was begun. */
export async function attemptsOf(world: TestWorld, runId: string): Promise<number> {
  const { rows } = await world.admin.query<{ attempts: number }>(
    "select attempts from recurring_task_runs where id = $1",
    [runId],
  );
  return rows[0]?.attempts ?? 0;
}
