import { sql } from "kysely";
import type { ServiceTx } from "@/lib/platform/transaction";
import { AdminDrift, WatchdogRun } from "./schemas";

/** Past RLS, newest first. */
export async function selectRuns(tx: ServiceTx, limit: number): Promise<WatchdogRun[]> {
  const rows = await tx.db
    .selectFrom("genesis.watchdog_runs as run")
    .innerJoin("workspaces", "workspaces.id", "run.workspace_id")
    .selectAll("run")
    .select("workspaces.name as workspace_name")
    .orderBy("run.started_at", "desc")
    .orderBy("run.id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => WatchdogRun.parse(row));
}

/** Past RLS: what is open in any workspace, quarantined first. */
export async function selectAllDrifts(tx: ServiceTx, limit: number): Promise<AdminDrift[]> {
  const rows = await tx.db
    .selectFrom("genesis.watchdog_drifts as drift")
    .innerJoin("workspaces", "workspaces.id", "drift.workspace_id")
    .selectAll("drift")
    .select("workspaces.name as workspace_name")
    .where("drift.closed_at", "is", null)
    .orderBy(sql`"drift".state = 'quarantined'`, "desc")
    .orderBy("drift.first_seen_at", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => AdminDrift.parse(row));
}

/** Past RLS: runs older than a week; the drifts that they found stay. */
export async function deleteOldRuns(tx: ServiceTx): Promise<void> {
  await tx.db
    .deleteFrom("genesis.watchdog_runs")
    .where("started_at", "<", sql<string>`clock_timestamp() - interval '7 days'`)
    .execute();
}
