import { sql } from "kysely";
import { AppError } from "@/lib/platform/errors";
import type { TxCtx } from "@/lib/platform/transaction";
import { Ignition, type IgnitionResources, type IgnitionStatus, type StepState } from "./schemas";
import { RESTARTABLE } from "./transitions";

export async function findIgnition(tx: TxCtx): Promise<Ignition | null> {
  const row = await tx.db
    .selectFrom("genesis.ignition_state")
    .selectAll()
    .where("workspace_id", "=", tx.workspaceId)
    .executeTakeFirst();
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
      workflowIds: row.workflow_ids,
    },
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

export async function setIgnitionCampaign(tx: TxCtx, campaignId: string): Promise<void> {
  await tx.db
    .updateTable("genesis.ignition_state")
    .set({ campaign_id: campaignId })
    .where("workspace_id", "=", tx.workspaceId)
    .execute();
}

export type Progress = {
  status: IgnitionStatus;
  currentStep: string | null;
  steps: StepState[];
  resources?: Partial<IgnitionResources>;
  error?: { message: string; code: string; step: string | null };
  rollback?: "started" | "succeeded" | "incomplete";
  completed?: boolean;
};

function resourceColumns(made: Partial<IgnitionResources>) {
  return {
    partition_name: made.partitionName,
    droplet_id: made.instanceId,
    droplet_ip: made.instanceAddress,
    sidecar_url: made.sidecarUrl,
    webhook_url: made.webhookUrl,
    credential_ids: made.credentialIds && JSON.stringify(made.credentialIds),
    workflow_ids: made.workflowIds && JSON.stringify(made.workflowIds),
  };
}

function rollbackColumns(rollback: Progress["rollback"]) {
  if (rollback === undefined) return {};
  if (rollback === "started") return { rollback_started_at: sql<string>`now()` };
  return { rollback_completed_at: sql<string>`now()`, rollback_success: rollback === "succeeded" };
}

/** Saves where the launch is. A run that is no longer the current attempt is refused: it must stop, not undo. */
export async function saveProgress(tx: TxCtx, attempt: number, progress: Progress): Promise<void> {
  const row = await tx.db
    .updateTable("genesis.ignition_state")
    .set({
      status: progress.status,
      current_step: progress.currentStep,
      steps: JSON.stringify(progress.steps),
      ...resourceColumns(progress.resources ?? {}),
      ...(progress.error && {
        error_message: progress.error.message,
        error_code: progress.error.code,
        error_step: progress.error.step,
      }),
      ...rollbackColumns(progress.rollback),
      ...(progress.completed && { completed_at: sql<string>`now()` }),
    })
    .where("workspace_id", "=", tx.workspaceId)
    .where("attempt", "=", attempt)
    .where("status", "not in", ["active", ...RESTARTABLE])
    .returning("attempt")
    .executeTakeFirst();
  if (row) return;
  throw new AppError("conflict", "Another run of this launch has taken over.", { code: "ignition.superseded" });
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
