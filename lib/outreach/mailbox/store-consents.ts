import type { TxCtx } from "@/lib/platform/transaction";
import { sha256 } from "@/lib/platform/ids";
import { ConsentPurpose } from "./schemas";

const MINUTES = 10;

type Consent = { state: string; userId: string; purpose: ConsentPurpose; verifier: string };

const tooOld = (tx: TxCtx): string => new Date(tx.now().getTime() - MINUTES * 60_000).toISOString();

/** Those that were never finished go with it. */
export async function insertConsent(tx: TxCtx, { state, userId, purpose, verifier }: Consent): Promise<void> {
  await tx.db
    .deleteFrom("genesis.mail_consents")
    .where("workspace_id", "=", tx.workspaceId)
    .where("created_at", "<", tooOld(tx))
    .execute();
  await tx.db
    .insertInto("genesis.mail_consents")
    .values({
      state_hash: sha256(state),
      workspace_id: tx.workspaceId,
      user_id: userId,
      purpose,
      verifier,
      created_at: tx.now().toISOString(),
    })
    .execute();
}

/** Null: never begun here by this person, too long ago, or taken before. */
export async function takeConsent(
  tx: TxCtx,
  { state, userId }: Pick<Consent, "state" | "userId">,
): Promise<Pick<Consent, "purpose" | "verifier"> | null> {
  const row = await tx.db
    .deleteFrom("genesis.mail_consents")
    .where("state_hash", "=", sha256(state))
    .where("workspace_id", "=", tx.workspaceId)
    .where("user_id", "=", userId)
    .where("created_at", ">=", tooOld(tx))
    .returning(["purpose", "verifier"])
    .executeTakeFirst();
  return row ? { purpose: ConsentPurpose.parse(row.purpose), verifier: row.verifier } : null;
}
