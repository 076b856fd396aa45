import { sql } from "kysely";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import { AccountTest } from "./schemas";

const TEST = ["protocol", "credential_id", "ok", "stage", "message", "checked_at"] as const;
const KEPT = 1_000;

export type NewTest = Pick<AccountTest, "protocol" | "ok" | "stage" | "message"> & {
  credentialId: string;
  mailbox: number;
};

/** Of one mailbox; SMTP first. */
export async function selectAccountTests(tx: TxCtx, mailbox: number): Promise<AccountTest[]> {
  const rows = await tx.db
    .selectFrom("genesis.mail_account_checks")
    .select(TEST)
    .where("workspace_id", "=", tx.workspaceId)
    .where("mailbox", "=", mailbox)
    .orderBy("protocol", "desc")
    .execute();
  return rows.map((row) => AccountTest.parse(row));
}

/** The newest test of an account replaces the one before. A test that succeeds ends the waiting for one. */
export async function upsertAccountTest(tx: TxCtx, test: NewTest): Promise<AccountTest> {
  const row = {
    credential_id: test.credentialId,
    ok: test.ok,
    stage: test.stage,
    message: test.message.slice(0, KEPT).toWellFormed(),
    checked_at: tx.now().toISOString(),
    ...(test.ok && { next_check_at: null, held: false, failures: 0 }),
  };
  const saved = await tx.db
    .insertInto("genesis.mail_account_checks")
    .values({ workspace_id: tx.workspaceId, mailbox: test.mailbox, protocol: test.protocol, ...row })
    .onConflict((conflict) => conflict.columns(["workspace_id", "mailbox", "protocol"]).doUpdateSet(row))
    .returning(TEST)
    .executeTakeFirstOrThrow();
  return AccountTest.parse(saved);
}

export async function deleteAccountTest(
  tx: TxCtx,
  { mailbox, protocol }: Pick<NewTest, "mailbox" | "protocol">,
): Promise<void> {
  await tx.db
    .deleteFrom("genesis.mail_account_checks")
    .where("workspace_id", "=", tx.workspaceId)
    .where("mailbox", "=", mailbox)
    .where("protocol", "=", protocol)
    .execute();
}

export type Trouble = { mailbox: number; kind: string; credentialId: string; words: string };

/** Remembers which trouble sending is in; true when the founder has not been told about this kind yet. */
export async function beginTrouble(tx: TxCtx, { mailbox, kind, credentialId, words }: Trouble): Promise<boolean> {
  const row = await tx.db
    .insertInto("genesis.mail_account_checks")
    .values({
      workspace_id: tx.workspaceId,
      mailbox,
      protocol: "smtp",
      credential_id: credentialId,
      ok: false,
      stage: "sending",
      message: words.slice(0, KEPT).toWellFormed(),
      trouble: kind,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["workspace_id", "mailbox", "protocol"])
        .doUpdateSet({ trouble: kind })
        .where(sql<boolean>`mail_account_checks.trouble is distinct from ${kind}`),
    )
    .returning("protocol")
    .executeTakeFirst();
  return row !== undefined;
}

/** Sending works again: the next trouble is told anew. */
export async function endTrouble(tx: TxCtx, mailbox: number): Promise<void> {
  await tx.db
    .updateTable("genesis.mail_account_checks")
    .set({ trouble: null, troubles: 0, next_check_at: null, held: false })
    .where("workspace_id", "=", tx.workspaceId)
    .where("mailbox", "=", mailbox)
    .where("protocol", "=", "smtp")
    .where((eb) => eb.or([eb("trouble", "is not", null), eb("troubles", ">", 0)]))
    .execute();
}

type Waiting = { kind: string | null; troubles: number };

/** Sending waits for the account, which is tested again at the time that `nextCheckOf` answers; how often in a row by now, null without an account. */
export async function setNextCheck(
  tx: TxCtx,
  mailbox: number,
  nextCheckOf: (waiting: Waiting) => Date,
): Promise<number | null> {
  const row = await tx.db
    .selectFrom("genesis.mail_account_checks")
    .select(["trouble as kind", "troubles"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("mailbox", "=", mailbox)
    .where("protocol", "=", "smtp")
    .forUpdate()
    .executeTakeFirst();
  if (!row) return null;
  const troubles = row.troubles + 1;
  await tx.db
    .updateTable("genesis.mail_account_checks")
    .set({ troubles, next_check_at: nextCheckOf({ kind: row.kind, troubles }).toISOString() })
    .where("workspace_id", "=", tx.workspaceId)
    .where("mailbox", "=", mailbox)
    .where("protocol", "=", "smtp")
    .execute();
  return troubles;
}

/** Mailboxes that sending waits for and that are to be tested now. */
export async function selectDueChecks(
  tx: ServiceTx,
  limit: number,
): Promise<{ workspaceId: string; mailbox: number }[]> {
  return tx.db
    .selectFrom("genesis.mail_account_checks")
    .select(["workspace_id as workspaceId", "mailbox"])
    .where("protocol", "=", "smtp")
    .where("next_check_at", "<=", tx.now().toISOString())
    .orderBy("next_check_at")
    .limit(limit)
    .execute();
}
