import { sql, type RawBuilder } from "kysely";
import type { SystemCtx, WorkspaceCtx } from "./ctx";
import type { Tx } from "./db";
import { toDatabaseError } from "./database-errors";
import { AppError } from "./errors";
import { statementLimitMs } from "./patience";
import { sendChecked, sendPrepared } from "./prepared";

export type TxCtx = Omit<WorkspaceCtx, "db"> & { db: Tx };
export type ServiceTx = Omit<SystemCtx, "db"> & { db: Tx };

type Mode = "read" | "write";

/** In the round trip that begins a transaction, where {@link patiently} was said. */
function andPatience(): RawBuilder<unknown> {
  const limitMs = statementLimitMs();
  return limitMs === null ? sql`` : sql`, set_config('statement_timeout', ${String(limitMs)}, true)`;
}

/**
 * Takes the workspace's lock, looks whether it is frozen, becomes `tenant_role` in it: sent together with the first statement of the
 * transaction, which in a frozen workspace is rolled back with it.
 */
const enter = (db: Tx, { workspaceId, whileFrozen }: WorkspaceCtx): Promise<void> =>
  sendChecked(db, statementLimitMs() === null ? "enter" : "enter_patiently", {
    statement: sql<{ frozen: string | null }>`
      select private.enter_workspace(${workspaceId}) as frozen,
        set_config('role', 'tenant_role', true), set_config('app.current_workspace_id', ${workspaceId}, true)${andPatience()}`,
    check: ([entered]) => {
      const frozen = entered?.frozen ?? null;
      if (frozen !== null && !whileFrozen) throw frozenError(frozen);
    },
  });

/** A transaction happens at one moment: no month or day begins between two of its lines. */
function oneMoment({ now }: Pick<SystemCtx, "now">): () => Date {
  const moment = now().getTime();
  return () => new Date(moment);
}

/** The error for every request to a frozen workspace. */
export const frozenError = (reason: string): AppError =>
  new AppError("forbidden", `Workspace is frozen: ${reason || "ask an administrator why"}`, {
    code: "workspace.frozen",
  });

async function inTransaction<T>(ctx: WorkspaceCtx, mode: Mode, run: (tx: TxCtx) => Promise<T>): Promise<T> {
  if (ctx.db.isTransaction) return run(ctx as TxCtx);
  try {
    return await ctx.db
      .transaction()
      .setAccessMode(mode === "read" ? "read only" : "read write")
      .execute(async (db) => {
        await enter(db, ctx);
        return run({ ...ctx, db, now: oneMoment(ctx) });
      });
  } catch (error) {
    throw toDatabaseError(error);
  }
}

/**
 * Runs as `tenant_role` inside one workspace, under RLS, at one moment of `now`; 403 `workspace.frozen` while it is frozen. Reuses the
 * transaction already on `ctx`, so verbs compose into one commit.
 */
export const withTransaction = <T>(ctx: WorkspaceCtx, run: (tx: TxCtx) => Promise<T>): Promise<T> =>
  inTransaction(ctx, "write", run);

/** The same, read-only: a verb that reads cannot write by mistake. */
export const withReadTransaction = <T>(ctx: WorkspaceCtx, run: (tx: TxCtx) => Promise<T>): Promise<T> =>
  inTransaction(ctx, "read", run);

/** Runs as `service_role`, past RLS: only in the places that docs/service-role.md lists with their reasons. */
export async function withServiceTransaction<T>(
  ctx: SystemCtx,
  run: (tx: ServiceTx) => Promise<T>,
  isolation: "read committed" | "repeatable read" = "read committed",
): Promise<T> {
  const { requestId, address } = ctx;
  try {
    return await ctx.db
      .transaction()
      .setIsolationLevel(isolation)
      .execute(async (db) => {
        const name = statementLimitMs() === null ? "enter_as_service" : "enter_as_service_patiently";
        await sendPrepared(db, name, sql`select set_config('role', 'service_role', true)${andPatience()}`);
        return run({ requestId, address, now: oneMoment(ctx), db });
      });
  } catch (error) {
    throw toDatabaseError(error);
  }
}

/** Runs some statements of a workspace's transaction as another role of ours, and goes on as `tenant_role`. */
export async function asRole<T>(tx: TxCtx, role: "checker_role", run: () => Promise<T>): Promise<T> {
  await sql`select set_config('role', ${role}, true)`.execute(tx.db);
  const result = await run();
  await sql`select set_config('role', 'tenant_role', true)`.execute(tx.db);
  return result;
}

/**
 * Runs as the application's own login, past RLS, and undoes whatever was done: for looking what would happen. Only in the places that
 * docs/service-role.md lists.
 */
export async function withoutTrace<T>(ctx: SystemCtx, run: (db: Tx) => Promise<T>): Promise<T> {
  try {
    const transaction = await ctx.db.startTransaction().execute();
    return await run(transaction).finally(() => transaction.rollback().execute());
  } catch (error) {
    throw toDatabaseError(error);
  }
}
