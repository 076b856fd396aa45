import { sql } from "kysely";
import type { SystemCtx, WorkspaceCtx } from "./ctx";
import type { Tx } from "./db";
import { toDatabaseError } from "./database-errors";

export type TxCtx = Omit<WorkspaceCtx, "db"> & { db: Tx };
export type ServiceTx = Omit<SystemCtx, "db"> & { db: Tx };

type Mode = "read" | "write";

async function inTransaction<T>(ctx: WorkspaceCtx, mode: Mode, run: (tx: TxCtx) => Promise<T>): Promise<T> {
  if (ctx.db.isTransaction) return run(ctx as TxCtx);
  try {
    return await ctx.db
      .transaction()
      .setAccessMode(mode === "read" ? "read only" : "read write")
      .execute(async (db) => {
        await sql`select set_config('role', 'tenant_role', true), set_config('app.current_workspace_id', ${ctx.workspaceId}, true)`.execute(
          db,
        );
        return run({ ...ctx, db });
      });
  } catch (error) {
    throw toDatabaseError(error);
  }
}

/** Runs as `tenant_role` inside one workspace, under RLS. Reuses the transaction already on `ctx`, so verbs compose into one commit. */
export const withTransaction = <T>(ctx: WorkspaceCtx, run: (tx: TxCtx) => Promise<T>): Promise<T> =>
  inTransaction(ctx, "write", run);

/** The same, read-only: a verb that reads cannot write by mistake. */
export const withReadTransaction = <T>(ctx: WorkspaceCtx, run: (tx: TxCtx) => Promise<T>): Promise<T> =>
  inTransaction(ctx, "read", run);

/** Runs as `service_role`, past RLS: only for lookups that happen before a workspace is known. */
export async function withServiceTransaction<T>(ctx: SystemCtx, run: (tx: ServiceTx) => Promise<T>): Promise<T> {
  try {
    return await ctx.db.transaction().execute(async (db) => {
      await sql`select set_config('role', 'service_role', true)`.execute(db);
      return run({ requestId: ctx.requestId, now: ctx.now, db });
    });
  } catch (error) {
    throw toDatabaseError(error);
  }
}
