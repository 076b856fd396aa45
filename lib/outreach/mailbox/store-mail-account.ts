import { sql } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";
import type { MailAccount } from "./schemas";

export async function findMailAccountRow(tx: TxCtx): Promise<MailAccount | null> {
  const row = await tx.db
    .selectFrom("genesis.email_provider_config")
    .select(["provider", "credential_id", "uses_test_mailbox", "updated_at"])
    .where("workspace_id", "=", tx.workspaceId)
    .executeTakeFirst();
  if (!row) return null;
  return {
    provider: row.provider === "gmail" ? "gmail" : "smtp",
    credentialId: row.credential_id,
    usesTestMailbox: row.uses_test_mailbox,
    savedAt: row.updated_at,
  };
}

export async function upsertMailAccount(tx: TxCtx, account: Omit<MailAccount, "savedAt">): Promise<void> {
  const row = {
    provider: account.provider,
    credential_id: account.credentialId,
    uses_test_mailbox: account.usesTestMailbox,
  };
  await tx.db
    .insertInto("genesis.email_provider_config")
    .values({ workspace_id: tx.workspaceId, ...row })
    .onConflict((conflict) => conflict.column("workspace_id").doUpdateSet(row))
    .execute();
}

/** How many campaigns had a follow-up on the same day, which waits a day from now on. */
export async function callLengthenDelays(tx: TxCtx): Promise<number> {
  const { rows } = await sql<{ campaigns: number }>`
    select genesis.lengthen_delays(${tx.workspaceId}::uuid) as campaigns`.execute(tx.db);
  return rows[0]?.campaigns ?? 0;
}
