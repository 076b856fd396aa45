import { sql } from "kysely";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import type { CompanyContext } from "./schemas";

type Snapshot = { projectId: string; context: CompanyContext; expiresAt: string };

/** The same context is kept once, as long as the last that asked for it. */
export async function saveSnapshotRow(tx: TxCtx, { projectId, context, expiresAt }: Snapshot): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into context_snapshots as s (workspace_id, project_id, hash, context, expires_at)
    values (${tx.workspaceId}, ${projectId}, ${context.hash}, ${JSON.stringify(context)}::jsonb, ${expiresAt})
    on conflict (workspace_id, project_id, hash) do update set expires_at = greatest(s.expires_at, excluded.expires_at)
    returning id`.execute(tx.db);
  return rows[0]?.id ?? "";
}

export async function findSnapshot(
  tx: TxCtx,
  { projectId, hash }: { projectId: string; hash: string },
): Promise<CompanyContext | null> {
  const { rows } = await sql<{ context: CompanyContext }>`
    select context from context_snapshots
    where workspace_id = ${tx.workspaceId} and project_id = ${projectId} and hash = ${hash} and expires_at > ${tx.now().toISOString()}`.execute(
    tx.db,
  );
  return rows[0]?.context ?? null;
}

export async function deleteExpired(tx: ServiceTx, limit: number): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    delete from context_snapshots
    where id in (select id from context_snapshots where expires_at <= ${tx.now().toISOString()} order by expires_at limit ${limit})
    returning id`.execute(tx.db);
  return rows.length;
}
