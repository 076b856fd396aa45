import { sql } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";
import { Infrastructure, type RevisedInfrastructure } from "./schemas";

const COLUMNS = Object.keys(Infrastructure.shape) as (keyof Infrastructure)[];

export async function findInfrastructureRow(tx: TxCtx): Promise<RevisedInfrastructure> {
  const row = await tx.db
    .selectFrom("genesis.infrastructure_config")
    .select([...COLUMNS, "revision"])
    .where("workspace_id", "=", tx.workspaceId)
    .executeTakeFirst();
  return row
    ? { infrastructure: Infrastructure.parse(row), revision: row.revision }
    : { infrastructure: null, revision: 0 };
}

/** Whether the database can count days in a zone. */
export async function selectIsZone(tx: TxCtx, timeZone: string): Promise<boolean> {
  const { rows } = await sql`select from pg_timezone_names where lower(name) = lower(${timeZone})`.execute(tx.db);
  return rows.length > 0;
}

/** False: another revision than `over` is saved by now. */
export async function upsertInfrastructure(tx: TxCtx, infrastructure: Infrastructure, over?: number): Promise<boolean> {
  const row = { ...infrastructure, send_window: JSON.stringify(infrastructure.send_window) };
  const [result] = await tx.db
    .insertInto("genesis.infrastructure_config")
    .values({ workspace_id: tx.workspaceId, ...row })
    .onConflict((conflict) => {
      const next = sql<number>`infrastructure_config.revision + 1`;
      const update = conflict.column("workspace_id").doUpdateSet({ ...row, revision: next });
      return over === undefined ? update : update.where(sql<boolean>`infrastructure_config.revision = ${over}`);
    })
    .execute();
  return (result?.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Now, while the window is open; null before it was saved. */
export async function selectWindowOpensAt(tx: TxCtx): Promise<string | null> {
  const { rows } = await sql<{ opens_at: string }>`
    select private.window_opens_at(c.send_window, c.time_zone, ${tx.now().toISOString()}::timestamptz) as opens_at
    from genesis.infrastructure_config c where c.workspace_id = ${tx.workspaceId}`.execute(tx.db);
  return rows[0]?.opens_at ?? null;
}
