import { newId } from "@/lib/platform/ids";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import { ProvisioningJob, ProvisioningRun, type ProvisioningCause, type ProvisioningStepState } from "./schemas";

const COLUMNS = [
  "id",
  "project_id",
  "attempt",
  "cause",
  "requested_by",
  "status",
  "steps",
  "made",
  "error_message",
  "error_code",
  "error_step",
  "started_at",
  "ended_at",
] as const;

export async function findLastJob(tx: TxCtx, projectId: string): Promise<ProvisioningJob | null> {
  const row = await tx.db
    .selectFrom("project_provisioning_jobs")
    .select(COLUMNS)
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", projectId)
    .orderBy("attempt", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? ProvisioningJob.parse(row) : null;
}

export async function findOpenJob(
  tx: TxCtx,
  of: { projectId: string; attempt: number },
): Promise<ProvisioningJob | null> {
  const row = await tx.db
    .selectFrom("project_provisioning_jobs")
    .select(COLUMNS)
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", of.projectId)
    .where("attempt", "=", of.attempt)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return row ? ProvisioningJob.parse(row) : null;
}

type NewJob = {
  projectId: string;
  attempt: number;
  cause: ProvisioningCause;
  requestedBy: string;
  steps: readonly ProvisioningStepState[];
};

export async function insertJob(tx: TxCtx, job: NewJob): Promise<void> {
  await tx.db
    .insertInto("project_provisioning_jobs")
    .values({
      id: newId(),
      workspace_id: tx.workspaceId,
      project_id: job.projectId,
      attempt: job.attempt,
      cause: job.cause,
      requested_by: job.requestedBy,
      steps: JSON.stringify(job.steps),
    })
    .execute();
}

type Progress = Pick<ProvisioningJob, "id" | "status" | "steps" | "made" | "ended_at"> & {
  failure: { message: string; code: string; step: string | null } | null;
};

export async function saveJob(tx: TxCtx, { id, status, steps, made, ended_at, failure }: Progress): Promise<void> {
  await tx.db
    .updateTable("project_provisioning_jobs")
    .set({
      status,
      steps: JSON.stringify(steps),
      made: JSON.stringify(made),
      ended_at,
      error_message: failure?.message ?? null,
      error_code: failure?.code ?? null,
      error_step: failure?.step ?? null,
    })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", id)
    .execute();
}

type OpenAttempt = { workspaceId: string; projectId: string; attempt: number; startedAt: string };

/** Past RLS: attempts that have not ended, but for those of frozen workspaces and those that began within a minute; oldest first. */
export async function selectOpenAttempts(tx: ServiceTx): Promise<OpenAttempt[]> {
  return tx.db
    .selectFrom("project_provisioning_jobs as job")
    .innerJoin("workspaces", "workspaces.id", "job.workspace_id")
    .select([
      "job.workspace_id as workspaceId",
      "job.project_id as projectId",
      "job.attempt",
      "job.started_at as startedAt",
    ])
    .where("job.ended_at", "is", null)
    .where("job.started_at", "<", new Date(tx.now().getTime() - 60_000).toISOString())
    .where("workspaces.status", "<>", "frozen")
    .orderBy("job.started_at")
    .execute();
}

/** Past RLS: the newest attempts of any company. */
export async function selectRuns(tx: ServiceTx, limit: number): Promise<ProvisioningRun[]> {
  const rows = await tx.db
    .selectFrom("project_provisioning_jobs as job")
    .innerJoin("project_runtime_instances as runtime", "runtime.project_id", "job.project_id")
    .innerJoin("workspaces", "workspaces.id", "job.workspace_id")
    .innerJoin("projects", "projects.id", "job.project_id")
    .selectAll("job")
    .select(["runtime.mode", "workspaces.name as workspace_name", "projects.name as project_name"])
    .orderBy("job.started_at", "desc")
    .orderBy("job.id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ProvisioningRun.parse(row));
}
