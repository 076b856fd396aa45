import { sql } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";
import { Ignition, type IgnitionResources, type StepState } from "./schemas";
import { isRunning, RESTARTABLE } from "./transitions";

const selectIgnition = (tx: TxCtx) =>
  tx.db.selectFrom("genesis.ignition_state").selectAll().where("workspace_id", "=", tx.workspaceId);

export async function findIgnition(tx: TxCtx): Promise<Ignition | null> {
  return toIgnition(await selectIgnition(tx).executeTakeFirst());
}

/** The same, locked until the transaction ends: a cancellation and another run wait. */
export async function lockIgnition(tx: TxCtx): Promise<Ignition | null> {
  return toIgnition(await selectIgnition(tx).forUpdate().executeTakeFirst());
}

function toIgnition(row: Awaited<ReturnType<ReturnType<typeof selectIgnition>["executeTakeFirst"]>>): Ignition | null {
  if (!row) return null;
  return Ignition.parse({
    status: row.status,
    attempt: row.attempt,
    cancelRequested: row.cancel_requested,
    steps: row.steps,
    resources: {
      campaignId: row.campaign_id,
      projectId: row.project_id,
      partitionName: row.partition_name,
      instanceId: row.droplet_id,
      instanceAddress: row.droplet_ip,
      sidecarUrl: row.sidecar_url,
      webhookUrl: row.webhook_url,
      credentialIds: row.credential_ids,
      workflows: row.workflow_ids,
      workflowsVersion: row.workflows_version,
    },
    sending: { route: row.sending_route, choice: row.sending_route_choice, reason: row.sending_route_reason },
    errorMessage: row.error_message,
    errorCode: row.error_code,
    errorStep: row.error_step,
    rollbackSuccess: row.rollback_success,
    startedAt: row.started_at,
    completedAt: row.completed_at,
  });
}

type NewIgnition = { requestedBy: string; projectId: string | null; steps: StepState[] };

/** Begins a launch unless one runs or has succeeded; the number of this attempt, or null. Two at once: one row, one winner. */
export async function beginIgnition(tx: TxCtx, start: NewIgnition): Promise<number | null> {
  const fresh = {
    status: "pending",
    current_step: null,
    steps: JSON.stringify(start.steps),
    total_steps: start.steps.length,
    cancel_requested: false,
    requested_by: start.requestedBy,
    project_id: start.projectId,
    error_message: null,
    error_code: null,
    error_step: null,
    rollback_started_at: null,
    rollback_completed_at: null,
    rollback_success: null,
    started_at: sql<string>`now()`,
    completed_at: null,
  };
  const row = await tx.db
    .insertInto("genesis.ignition_state")
    .values({ workspace_id: tx.workspaceId, ...fresh })
    .onConflict((conflict) =>
      conflict
        .column("workspace_id")
        .doUpdateSet({ ...fresh, attempt: sql<number>`ignition_state.attempt + 1` })
        .where("genesis.ignition_state.status", "in", [...RESTARTABLE]),
    )
    .returning("attempt")
    .executeTakeFirst();
  return row?.attempt ?? null;
}

type Engine = Pick<IgnitionResources, "credentialIds" | "workflowsVersion">;

/** The contents of n8n after an upgrade. */
export async function setEngine(tx: TxCtx, { credentialIds, workflowsVersion }: Engine): Promise<void> {
  await tx.db
    .updateTable("genesis.ignition_state")
    .set({ credential_ids: JSON.stringify(credentialIds), workflows_version: workflowsVersion })
    .where("workspace_id", "=", tx.workspaceId)
    .execute();
}

export async function setIgnitionCampaign(tx: TxCtx, campaignId: string): Promise<void> {
  await tx.db
    .updateTable("genesis.ignition_state")
    .set({ campaign_id: campaignId })
    .where("workspace_id", "=", tx.workspaceId)
    .execute();
}

type Progress = Pick<Ignition, "status" | "steps" | "resources"> & {
  currentStep: string | null;
  failure: { message: string; code: string; step: string | null } | null;
};

function resourceColumns(made: IgnitionResources) {
  return {
    partition_name: made.partitionName,
    droplet_id: made.instanceId,
    droplet_ip: made.instanceAddress,
    sidecar_url: made.sidecarUrl,
    webhook_url: made.webhookUrl,
    credential_ids: JSON.stringify(made.credentialIds),
    workflow_ids: JSON.stringify(made.workflows),
    workflows_version: made.workflowsVersion,
  };
}

function rollbackColumns({ status, steps }: Progress) {
  if (status === "rollback_in_progress")
    return { rollback_started_at: sql<string>`coalesce(rollback_started_at, now())` };
  if (!RESTARTABLE.includes(status)) return {};
  const isComplete = steps.every((step) => step.status !== "undo_failed");
  return { rollback_completed_at: sql<string>`now()`, rollback_success: isComplete };
}

/** Saves where a launch stands. The caller holds its row ({@link lockIgnition}). */
export async function saveIgnition(tx: TxCtx, progress: Progress): Promise<void> {
  const { status, currentStep, steps, resources, failure } = progress;
  await tx.db
    .updateTable("genesis.ignition_state")
    .set({
      status,
      current_step: currentStep,
      steps: JSON.stringify(steps),
      ...resourceColumns(resources),
      error_message: failure?.message ?? null,
      error_code: failure?.code ?? null,
      error_step: failure?.step ?? null,
      ...rollbackColumns(progress),
      ...(!isRunning(status) && { completed_at: sql<string>`now()` }),
    })
    .where("workspace_id", "=", tx.workspaceId)
    .execute();
}

export async function requestCancel(tx: TxCtx): Promise<boolean> {
  const row = await tx.db
    .updateTable("genesis.ignition_state")
    .set({ cancel_requested: true })
    .where("workspace_id", "=", tx.workspaceId)
    .where("status", "not in", ["active", "rollback_in_progress", ...RESTARTABLE])
    .returning("attempt")
    .executeTakeFirst();
  return row !== undefined;
}

/** An ended launch goes on undoing what could not be undone; false unless something is left. */
export async function reopenRollback(tx: TxCtx): Promise<boolean> {
  const row = await tx.db
    .updateTable("genesis.ignition_state")
    .set({ status: "rollback_in_progress", rollback_success: null, rollback_completed_at: null, completed_at: null })
    .where("workspace_id", "=", tx.workspaceId)
    .where("status", "in", [...RESTARTABLE])
    .where("rollback_success", "=", false)
    .returning("attempt")
    .executeTakeFirst();
  return row !== undefined;
}

/** Why the steps of a launch could not be undone, oldest first. */
export async function selectUndoErrors(tx: TxCtx, attempt: number): Promise<{ operation: string; error: string }[]> {
  const rows = await tx.db
    .selectFrom("genesis.ignition_operations")
    .select(["operation", "error"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("attempt", "=", attempt)
    .where("status", "=", "undo_failed")
    .orderBy("created_at")
    .execute();
  return rows.map(({ operation, error }) => ({ operation, error: error ?? "" }));
}

/** The launch has ended for good and names nothing in the engine any more; false when it had, or never was. */
export async function endIgnition(tx: TxCtx): Promise<boolean> {
  const row = await tx.db
    .updateTable("genesis.ignition_state")
    .set({
      status: "cancelled",
      droplet_id: null,
      droplet_ip: null,
      sidecar_url: null,
      webhook_url: null,
      credential_ids: "{}",
      workflow_ids: "{}",
      completed_at: sql<string>`now()`,
    })
    .where("workspace_id", "=", tx.workspaceId)
    .where("status", "<>", "cancelled")
    .returning("attempt")
    .executeTakeFirst();
  return row !== undefined;
}

type Operation = {
  attempt: number;
  operation: string;
  status: "started" | "done" | "failed" | "undone" | "undo_failed";
  error?: string;
};

export async function logOperation(tx: TxCtx, operation: Operation): Promise<void> {
  await tx.db
    .insertInto("genesis.ignition_operations")
    .values({ workspace_id: tx.workspaceId, ...operation })
    .execute();
}
