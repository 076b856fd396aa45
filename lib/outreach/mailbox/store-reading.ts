import { sql } from "kysely";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import type { CheckStage, ReadPlace } from "@/lib/providers/mail/port";

const KEPT = 1_000;

/** Where answers to another mailbox than the first arrive, and how far they were read. */
export type ReplyRow = {
  mailbox: number;
  credentialId: string;
  /** Counts how often the account was saved. */
  revision: number;
  beginsAt: string | null;
  place: ReadPlace | null;
  stuck: number;
  readAt: string | null;
  failures: number;
  failingSince: string | null;
  stage: string | null;
  problem: string | null;
  toldAt: string | null;
};

const rows = (tx: TxCtx) =>
  tx.db
    .selectFrom("genesis.reply_mailboxes")
    .select([
      "mailbox",
      "credential_id as credentialId",
      "revision",
      "begins_at as beginsAt",
      "uid_validity",
      "last_uid",
      "stuck",
      "read_at as readAt",
      "failures",
      "failing_since as failingSince",
      "stage",
      "problem",
      "told_at as toldAt",
    ])
    .where("workspace_id", "=", tx.workspaceId);

type Selected = Omit<ReplyRow, "place"> & { uid_validity: string | null; last_uid: unknown };

const toRow = ({ uid_validity, last_uid, ...row }: Selected): ReplyRow => ({
  ...row,
  place: uid_validity === null ? null : { uidValidity: uid_validity, uid: Number(last_uid) },
});

export async function selectReplyRows(tx: TxCtx): Promise<ReplyRow[]> {
  return (await rows(tx).orderBy("mailbox").execute()).map(toRow);
}

export async function findReplyRow(tx: TxCtx, mailbox: number): Promise<ReplyRow | null> {
  const row = await rows(tx).where("mailbox", "=", mailbox).executeTakeFirst();
  return row ? toRow(row) : null;
}

/** The same, which no other transaction changes until this one ends. */
export async function lockReplyRow(tx: TxCtx, mailbox: number): Promise<ReplyRow | null> {
  const row = await rows(tx).where("mailbox", "=", mailbox).forNoKeyUpdate().executeTakeFirst();
  return row ? toRow(row) : null;
}

/** Another account is read from its beginning, at once. */
export async function upsertReplyRow(tx: TxCtx, of: { mailbox: number; credentialId: string }): Promise<void> {
  const anew = {
    credential_id: of.credentialId,
    uid_validity: null,
    last_uid: 0,
    stuck: 0,
    read_at: null,
    next_read_at: tx.now().toISOString(),
    failures: 0,
    failing_since: null,
    stage: null,
    problem: null,
    told_at: null,
  };
  await tx.db
    .insertInto("genesis.reply_mailboxes")
    .values({ workspace_id: tx.workspaceId, mailbox: of.mailbox, ...anew })
    .onConflict((conflict) =>
      conflict
        .columns(["workspace_id", "mailbox"])
        .doUpdateSet({ ...anew, revision: sql<number>`reply_mailboxes.revision + 1` }),
    )
    .execute();
}

/** The credential that nothing names any more; null when none was saved. */
export async function deleteReplyRow(tx: TxCtx, mailbox: number): Promise<string | null> {
  const row = await tx.db
    .deleteFrom("genesis.reply_mailboxes")
    .where("workspace_id", "=", tx.workspaceId)
    .where("mailbox", "=", mailbox)
    .returning("credential_id")
    .executeTakeFirst();
  return row?.credential_id ?? null;
}

export type Position = { mailbox: number; revision: number };

/** Moves the place on to a message; false when another reading has come further, or the account is another one by now. */
export async function moveToMessage(tx: TxCtx, { mailbox, revision }: Position, place: ReadPlace): Promise<boolean> {
  const row = await tx.db
    .updateTable("genesis.reply_mailboxes")
    .set({ uid_validity: place.uidValidity, last_uid: place.uid, stuck: 0 })
    .where("workspace_id", "=", tx.workspaceId)
    .where("mailbox", "=", mailbox)
    .where("revision", "=", revision)
    .where(sql<boolean>`(uid_validity is distinct from ${place.uidValidity} or last_uid < ${place.uid})`)
    .returning("mailbox")
    .executeTakeFirst();
  return row !== undefined;
}

export type ReplyChange = {
  begins_at?: string;
  uid_validity?: string;
  last_uid?: number;
  stuck?: number;
  read_at?: string;
  next_read_at?: string;
  failures?: number;
  failing_since?: string | null;
  stage?: CheckStage | null;
  problem?: string | null;
  told_at?: string | null;
};

export async function updateReplyRow(tx: TxCtx, { mailbox, revision }: Position, change: ReplyChange): Promise<void> {
  const { problem, ...rest } = change;
  await tx.db
    .updateTable("genesis.reply_mailboxes")
    .set({ ...rest, ...(problem !== undefined && { problem: problem?.slice(0, KEPT).toWellFormed() ?? null }) })
    .where("workspace_id", "=", tx.workspaceId)
    .where("mailbox", "=", mailbox)
    .where("revision", "=", revision)
    .execute();
}

/** A mailbox whose account was tested is read at once. */
export async function setNextReading(tx: TxCtx, mailbox: number): Promise<void> {
  await tx.db
    .updateTable("genesis.reply_mailboxes")
    .set({ next_read_at: tx.now().toISOString() })
    .where("workspace_id", "=", tx.workspaceId)
    .where("mailbox", "=", mailbox)
    .execute();
}

/** When the first email of a mailbox left, or may have; null: none yet. */
export async function callFirstSentAt(tx: TxCtx, mailbox: number): Promise<string | null> {
  const { rows: found } = await sql<{ at: string | null }>`
    select genesis.first_sent_at(${tx.workspaceId}::uuid, ${mailbox}::int) as at`.execute(tx.db);
  return found[0]?.at ?? null;
}

/** Reply mailboxes to read now, in any workspace; each is left to the caller alone for five minutes. */
export async function callTakeDueReplies(
  tx: ServiceTx,
  limit: number,
): Promise<{ workspaceId: string; mailbox: number }[]> {
  const { rows: due } = await sql<{ workspaceId: string; mailbox: number }>`
    select workspace_id as "workspaceId", mailbox
    from genesis.take_due_reply_mailboxes(${tx.now().toISOString()}::timestamptz, ${limit}::int)`.execute(tx.db);
  return due;
}
