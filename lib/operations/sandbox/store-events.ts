import { sql } from "kysely";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import { RunEvent } from "./schemas";

export type NewEvent = Omit<RunEvent, "position"> & { id: string; executionId: string };

/** Those that are stored already stay as they are. */
export async function insertEvents(tx: TxCtx, runId: string, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.db
    .insertInto("genesis.workflow_execution_events")
    .values(
      events.map(({ id, executionId, event_type, node_name, node_type, data, occurred_at }) => ({
        id,
        workspace_id: tx.workspaceId,
        run_id: runId,
        execution_id: executionId,
        event_type,
        node_name,
        node_type,
        data: JSON.stringify(data),
        occurred_at,
        created_at: tx.now().toISOString(),
      })),
    )
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
}

/** The events of a run after a position, in the order in which they were stored. */
export async function selectEventsAfter(
  tx: TxCtx,
  { runId, position, limit }: { runId: string; position: string; limit: number },
): Promise<RunEvent[]> {
  const rows = await tx.db
    .selectFrom("genesis.workflow_execution_events")
    .select(["event_type", "node_name", "node_type", "data", "occurred_at", sql<string>`position::text`.as("position")])
    .where("workspace_id", "=", tx.workspaceId)
    .where("run_id", "=", runId)
    .where(sql<boolean>`workflow_execution_events.position > ${position}::bigint`)
    .orderBy("genesis.workflow_execution_events.position")
    .limit(limit)
    .execute();
  return rows.map((row) => RunEvent.parse(row));
}

/** Whose runs they are, of one machine. */
export async function selectWorkspacesOfRuns(
  tx: ServiceTx,
  { runIds, instance }: { runIds: readonly string[]; instance: string },
): Promise<{ runId: string; workspaceId: string }[]> {
  const rows = await tx.db
    .selectFrom("genesis.sandbox_test_runs")
    .select(["id", "workspace_id"])
    .where("id", "in", [...runIds])
    .where("instance", "=", instance)
    .execute();
  return rows.map(({ id, workspace_id }) => ({ runId: id, workspaceId: workspace_id }));
}

/** Runs that began before a moment and have no end. */
export async function selectOverdueRuns(
  tx: ServiceTx,
  before: string,
): Promise<{ runId: string; workspaceId: string }[]> {
  const rows = await tx.db
    .selectFrom("genesis.sandbox_test_runs")
    .select(["id", "workspace_id"])
    .where("completed_at", "is", null)
    .where("created_at", "<", before)
    .orderBy("created_at")
    .limit(500)
    .execute();
  return rows.map(({ id, workspace_id }) => ({ runId: id, workspaceId: workspace_id }));
}
