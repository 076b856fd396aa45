import type { TxCtx } from "@/lib/platform/transaction";

/** The confirmed other addresses of members. */
export async function selectMemberAddresses(tx: TxCtx): Promise<{ user_id: string; email: string }[]> {
  return tx.db
    .selectFrom("member_addresses")
    .select(["user_id", "email"])
    .where("workspace_id", "=", tx.workspaceId)
    .orderBy("email")
    .limit(1000)
    .execute();
}

/** False when the address is another member's already. */
export async function saveMemberAddress(
  tx: TxCtx,
  { userId, email }: { userId: string; email: string },
): Promise<boolean> {
  const row = await tx.db
    .insertInto("member_addresses")
    .values({ workspace_id: tx.workspaceId, user_id: userId, email, confirmed_at: tx.now().toISOString() })
    .onConflict((conflict) =>
      conflict
        .columns(["workspace_id", "email"])
        .doUpdateSet({ confirmed_at: tx.now().toISOString() })
        .where("member_addresses.user_id", "=", userId),
    )
    .returning("user_id")
    .executeTakeFirst();
  return row !== undefined;
}
