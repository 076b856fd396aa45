import { sql } from "kysely";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import { redact, redactText } from "@/lib/platform/redact";
import { HASH_BEFORE_THE_FIRST, type AuditActor, type AuditEntry, type Head, type LogName } from "./schemas";

type Line = AuditEntry & { workspaceId: string | null; actor: AuditActor; entryId?: string };

/** The number and the hashes are the trigger's to set. A line of the same `entryId` is written once. */
export async function insertAuditLine(tx: TxCtx | ServiceTx, line: Line): Promise<void> {
  const { action, target, reason, before, after, workspaceId, actor, entryId } = line;
  const row = {
    workspace_id: workspaceId,
    actor_type: actor.type,
    actor_id: actor.id,
    address: tx.address ?? null,
    action,
    target_type: target?.type ?? null,
    target_id: target?.id ?? null,
    reason: reason === undefined ? null : redactText(reason).slice(0, 1000).toWellFormed(),
    before: before ? JSON.stringify(redact(before)) : null,
    after: after ? JSON.stringify(redact(after)) : null,
    request_id: tx.requestId,
  };
  const insert = tx.db.insertInto("governance_audit_log");
  if (entryId === undefined) return void (await insert.values(row).execute());
  await insert
    .values({ ...row, entry_id: entryId })
    .onConflict((conflict) => conflict.column("entry_id").doNothing())
    .execute();
}

export type Window = { rows: number; seq: number | null; hash: string | null; broken: number | null };

/** Checks the chain over the rows after a place in it, at most `limit`. */
export async function verifyWindow(
  tx: ServiceTx,
  { log, after, limit }: { log: LogName; after: { seq: number; hash: string } | null; limit: number },
): Promise<Window> {
  const { rows } = await sql<Window>`
    select rows_checked as rows, last_seq as seq, last_hash as hash, broken_seq as broken
    from private.verify_audit_window(${`public.${log}`}::regclass, ${after?.seq ?? null}, ${after?.hash ?? null}, ${limit})`.execute(
    tx.db,
  );
  return rows[0] ?? { rows: 0, seq: null, hash: null, broken: null };
}

/** The tail of a log and how many rows it has, as one moment saw them. */
export async function selectHead(tx: ServiceTx, log: LogName): Promise<Pick<Head, "seq" | "hash" | "rows">> {
  const row = await tx.db
    .selectFrom(log)
    .select(["seq", "hash", (eb) => eb.selectFrom(log).select(eb.fn.countAll<number>().as("rows")).as("rows")])
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? { seq: row.seq, hash: row.hash, rows: row.rows ?? 0 } : { seq: 0, hash: HASH_BEFORE_THE_FIRST, rows: 0 };
}

/** The hash of one row; null when there is no such row. */
export async function findHash(tx: ServiceTx, log: LogName, seq: number): Promise<string | null> {
  const row = await tx.db.selectFrom(log).select("hash").where("seq", "=", seq).executeTakeFirst();
  return row?.hash ?? null;
}
