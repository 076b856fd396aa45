import { sql } from "kysely";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";

/** Past RLS: who had a host before is asked by the company that wants it now. */
export async function selectLastHolder(tx: ServiceTx, host: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom("genesis.tracking_holders")
    .select("workspace_id")
    .where("host", "=", host)
    .orderBy("held_from", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.workspace_id ?? null;
}

type Held = { host: string; at: Date; proof: "answer" | "record" };

/** From now on the host is the workspace's; one that it holds already stays held since then. */
export async function insertHolder(tx: TxCtx, { host, at, proof }: Held): Promise<void> {
  const held = await tx.db
    .selectFrom("genesis.tracking_holders")
    .select("held_from")
    .where("workspace_id", "=", tx.workspaceId)
    .where("host", "=", host)
    .where("held_until", "is", null)
    .executeTakeFirst();
  if (held) return;
  await tx.db
    .insertInto("genesis.tracking_holders")
    .values({ workspace_id: tx.workspaceId, host, held_from: at.toISOString(), proof })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The workspace gave the host up. */
export async function endHolding(tx: TxCtx, host: string): Promise<void> {
  await tx.db
    .updateTable("genesis.tracking_holders")
    .set({ held_until: sql<string>`greatest(held_from, ${tx.now().toISOString()}::timestamptz)` })
    .where("workspace_id", "=", tx.workspaceId)
    .where("host", "=", host)
    .where("held_until", "is", null)
    .execute();
}
