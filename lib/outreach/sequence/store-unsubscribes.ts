import type { OptOutReason } from "./schemas";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";

export type UnsubscribeRow = {
  workspaceId: string;
  campaignId: string;
  leadId: string;
  email: string;
  companyName: string | null;
  confirmedAt: string | null;
};

/** Past RLS: the token is what says which workspace it belongs to. */
export async function findUnsubscribeRow(tx: ServiceTx, token: string): Promise<UnsubscribeRow | null> {
  const row = await tx.db
    .selectFrom("unsubscribe_tokens as token")
    .leftJoin("genesis.brand_profiles as brand", "brand.workspace_id", "token.workspace_id")
    .select([
      "token.workspace_id",
      "token.campaign_id",
      "token.lead_id",
      "token.email",
      "token.confirmed_at",
      "brand.company_name",
    ])
    .where("token.token", "=", token)
    .executeTakeFirst();
  if (!row) return null;
  return {
    workspaceId: row.workspace_id,
    campaignId: row.campaign_id,
    leadId: row.lead_id,
    email: row.email,
    companyName: row.company_name,
    confirmedAt: row.confirmed_at,
  };
}

/** True for the call that gave the reason: the first one stays. False too while the opt-out is not confirmed. */
export async function explainToken(
  tx: TxCtx,
  { token, reason }: { token: string; reason: OptOutReason },
): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable("unsubscribe_tokens")
    .set({ reason, explained_at: tx.now().toISOString() })
    .where("workspace_id", "=", tx.workspaceId)
    .where("token", "=", token)
    .where("confirmed_at", "is not", null)
    .where("reason", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** True for the call that confirmed it, false when it was confirmed before. */
export async function confirmToken(tx: TxCtx, token: string): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable("unsubscribe_tokens")
    .set({ confirmed_at: tx.now().toISOString() })
    .where("workspace_id", "=", tx.workspaceId)
    .where("token", "=", token)
    .where("confirmed_at", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}
