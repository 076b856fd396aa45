import { sql } from "kysely";
import { z } from "zod";
import type { SealCredential } from "@/lib/foundation/vault/schemas";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import { KEY_OUTCOMES, type KeyCheck } from "@/lib/providers/vendor-keys/check-key";
import type { KeyClock } from "./follow-key";

/** The last answer of a vendor about a saved key. */
export const CheckedKey = z.object({
  credential_id: z.uuid(),
  outcome: z.enum(KEY_OUTCOMES),
  message: z.string(),
  checked_at: z.string(),
  broken_since: z.string().nullable(),
});
export type CheckedKey = z.infer<typeof CheckedKey>;

export type KeyToCheck = { credentialId: string; type: SealCredential["type"] };

/** Keys that are to be tried at this moment, those that wait longest first. */
export async function callKeysToCheck(tx: TxCtx): Promise<KeyToCheck[]> {
  const { rows } = await sql<{ credentialId: string; type: string }>`
    select credential_id as "credentialId", type
    from genesis.keys_to_check(${tx.workspaceId}::uuid, ${tx.now().toISOString()}::timestamptz)`.execute(tx.db);
  return rows.map(({ credentialId, type }) => ({ credentialId, type: type as KeyToCheck["type"] }));
}

/** Workspaces with a key that is to be tried. */
export async function callWorkspacesWithKeys(tx: ServiceTx, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select workspace_id as id
    from genesis.workspaces_with_due_keys(${tx.now().toISOString()}::timestamptz, ${limit}::int)`.execute(tx.db);
  return rows.map(({ id }) => id);
}

/** The last answer about each saved key. */
export async function selectCheckedKeys(tx: TxCtx): Promise<CheckedKey[]> {
  const rows = await tx.db
    .selectFrom("genesis.credential_checks")
    .select(["credential_id", "outcome", "message", "checked_at", "broken_since"])
    .where("workspace_id", "=", tx.workspaceId)
    .orderBy("credential_id")
    .limit(200)
    .execute();
  return rows.map((row) => CheckedKey.parse(row));
}

const dateOf = (text: string | null): Date | null => (text === null ? null : new Date(text));

/** Where a key stood before this answer; null: it was never tried. */
export async function findKeyClock(tx: TxCtx, credentialId: string): Promise<Omit<KeyClock, "nextCheckAt"> | null> {
  const row = await tx.db
    .selectFrom("genesis.credential_checks")
    .select(["right_at", "broken_since"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("credential_id", "=", credentialId)
    .forUpdate()
    .executeTakeFirst();
  return row ? { rightAt: dateOf(row.right_at), brokenSince: dateOf(row.broken_since) } : null;
}

type Answer = { credentialId: string; check: KeyCheck; at: Date; clock: KeyClock };

/** The newest answer replaces the one before. */
export async function upsertKeyCheck(tx: TxCtx, { credentialId, check, at, clock }: Answer): Promise<void> {
  const row = {
    outcome: check.outcome,
    message: check.message,
    checked_at: at.toISOString(),
    right_at: clock.rightAt?.toISOString() ?? null,
    broken_since: clock.brokenSince?.toISOString() ?? null,
    next_check_at: clock.nextCheckAt.toISOString(),
  };
  await tx.db
    .insertInto("genesis.credential_checks")
    .values({ workspace_id: tx.workspaceId, credential_id: credentialId, ...row })
    .onConflict((conflict) => conflict.columns(["workspace_id", "credential_id"]).doUpdateSet(row))
    .execute();
}
