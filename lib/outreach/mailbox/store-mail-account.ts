import { sql } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";
import { FIRST_MAILBOX, MailboxRow, type MailAccount } from "./schemas";

/** The account of one mailbox; null for one that was removed. */
export async function findMailAccountRow(tx: TxCtx, mailbox: number): Promise<MailAccount | null> {
  const row = await tx.db
    .selectFrom("genesis.email_provider_config")
    .select(["mailbox", "provider", "credential_id", "uses_test_mailbox", "sender_email", "updated_at"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("mailbox", "=", mailbox)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  if (!row || row.credential_id === null) return null;
  return {
    mailbox: row.mailbox,
    provider: row.provider === "gmail" ? "gmail" : "smtp",
    credentialId: row.credential_id,
    usesTestMailbox: row.uses_test_mailbox,
    senderEmail: row.sender_email,
    savedAt: row.updated_at,
  };
}

export async function upsertMailAccount(
  tx: TxCtx,
  account: Pick<MailAccount, "mailbox" | "provider" | "credentialId" | "usesTestMailbox">,
  sender: { sender_name?: string; sender_email?: string } = {},
): Promise<void> {
  const row = {
    provider: account.provider,
    credential_id: account.credentialId,
    uses_test_mailbox: account.usesTestMailbox,
  };
  await tx.db
    .insertInto("genesis.email_provider_config")
    .values({ workspace_id: tx.workspaceId, mailbox: account.mailbox, ...sender, ...row })
    .onConflict((conflict) => conflict.columns(["workspace_id", "mailbox"]).doUpdateSet(row))
    .execute();
}

/** How many campaigns sent by another kind of account until now. */
export async function callFollowMailProvider(tx: TxCtx): Promise<number> {
  const { rows } = await sql<{ campaigns: number }>`
    select genesis.follow_mail_provider(${tx.workspaceId}::uuid) as campaigns`.execute(tx.db);
  return rows[0]?.campaigns ?? 0;
}

/** How many campaigns had a follow-up on the same day, which waits a day from now on. */
export async function callLengthenDelays(tx: TxCtx): Promise<number> {
  const { rows } = await sql<{ campaigns: number }>`
    select genesis.lengthen_delays(${tx.workspaceId}::uuid) as campaigns`.execute(tx.db);
  return rows[0]?.campaigns ?? 0;
}

export type KnownMailbox = { mailbox: number; address: string | null; removed: boolean };

/** Each mailbox that the workspace has or had, the first first; others that add or remove one wait until this transaction ends. */
export async function lockMailboxes(tx: TxCtx): Promise<KnownMailbox[]> {
  await tx.db
    .selectFrom("genesis.email_provider_config")
    .select("mailbox")
    .where("workspace_id", "=", tx.workspaceId)
    .where("mailbox", "=", FIRST_MAILBOX)
    .forNoKeyUpdate()
    .execute();
  // A statement of its own: one that waited for the lock would not see the row that the other transaction added.
  const rows = await tx.db
    .selectFrom("genesis.email_provider_config")
    .select(["mailbox", "sender_email as address", "removed_at"])
    .where("workspace_id", "=", tx.workspaceId)
    .orderBy("mailbox")
    .execute();
  return rows.map(({ removed_at, ...row }) => ({ ...row, removed: removed_at !== null }));
}

/** The numbers of the mailboxes that emails leave from, the first first. */
export async function selectMailboxNumbers(tx: TxCtx): Promise<number[]> {
  const rows = await tx.db
    .selectFrom("genesis.email_provider_config")
    .select("mailbox")
    .where("workspace_id", "=", tx.workspaceId)
    .where("removed_at", "is", null)
    .orderBy("mailbox")
    .execute();
  return rows.map(({ mailbox }) => mailbox);
}

/** Null for the first mailbox, whose address is the brand's, and for an address of ours that sends nothing. */
export async function findNumberByAddress(tx: TxCtx, address: string): Promise<number | null> {
  const row = await tx.db
    .selectFrom("genesis.email_provider_config")
    .select("mailbox")
    .where("workspace_id", "=", tx.workspaceId)
    .where("removed_at", "is", null)
    .where(sql`lower(sender_email)`, "=", address.toLowerCase())
    .executeTakeFirst();
  return row?.mailbox ?? null;
}

/** Null before the company and its sender are saved. */
export async function callMailboxAddress(tx: TxCtx, mailbox: number): Promise<string | null> {
  const { rows } = await sql<{ address: string | null }>`
    select (private.sender_of(${tx.workspaceId}::uuid, ${mailbox}::int)).sender_email as address`.execute(tx.db);
  return rows[0]?.address ?? null;
}

/** The mailboxes with their last tests and numbers of today; removed ones while people wait for them. */
export async function callMailboxesNow(tx: TxCtx): Promise<MailboxRow[]> {
  const { rows } = await sql<MailboxRow>`
    select mailbox, address, sender_name, use_test_mailbox, account, removed_at, test, held, people, waiting, sent_today, daily_limit
    from genesis.mailboxes_now(${tx.workspaceId}::uuid)`.execute(tx.db);
  return rows.map((row) => MailboxRow.parse(row));
}
