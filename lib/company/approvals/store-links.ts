import type { TxCtx } from "@/lib/platform/transaction";

export type NewLink = {
  approvalId: string;
  version: number;
  decision: "approved" | "denied";
  userId: string;
  tokenHash: string;
  expiresAt: string;
};

/** Notes the links of an email; those of one that is sent again are the same. */
export async function insertLinks(tx: TxCtx, links: readonly NewLink[]): Promise<void> {
  if (links.length === 0) return;
  await tx.db
    .insertInto("approval_links")
    .values(
      links.map(({ approvalId, version, decision, userId, tokenHash, expiresAt }) => ({
        workspace_id: tx.workspaceId,
        approval_id: approvalId,
        version,
        decision,
        user_id: userId,
        token_hash: tokenHash,
        expires_at: expiresAt,
      })),
    )
    .onConflict((conflict) => conflict.columns(["workspace_id", "token_hash"]).doNothing())
    .execute();
}

/** Whether a link was given out, and when it was used. */
export async function findLink(tx: TxCtx, tokenHash: string): Promise<{ usedAt: string | null } | null> {
  const row = await tx.db
    .selectFrom("approval_links")
    .select("used_at as usedAt")
    .where("workspace_id", "=", tx.workspaceId)
    .where("token_hash", "=", tokenHash)
    .executeTakeFirst();
  return row ?? null;
}

/** Takes a link that was not used yet; false for any other. */
export async function updateUsed(tx: TxCtx, tokenHash: string): Promise<boolean> {
  const row = await tx.db
    .updateTable("approval_links")
    .set({ used_at: tx.now().toISOString() })
    .where("workspace_id", "=", tx.workspaceId)
    .where("token_hash", "=", tokenHash)
    .where("used_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}
