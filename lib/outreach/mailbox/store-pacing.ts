import { sql } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";
import { Pacing, type Guardrail, type SavePacing } from "./schemas";

/** The settings in force of a mailbox, defaults included, and where it stands now. */
export async function callPacingNow(tx: TxCtx, mailbox: number): Promise<Pacing> {
  const { rows } = await sql<Pacing>`
    select paced, gap_from_seconds, gap_to_seconds, domain_limit, ramp_up, ramp_limit, next_slot_at, guardrail, guardrail_at,
      replies_heard, replies_read_since
    from genesis.pacing_now(${tx.workspaceId}::uuid, ${mailbox}::int)`.execute(tx.db);
  return Pacing.parse(rows[0]);
}

type Change = SavePacing & {
  daily_limit?: number;
  ramp_since?: string;
  guardrail?: Guardrail | null;
  guardrail_at?: string | null;
  counted_since?: string;
  replies_read_since?: string | null;
};

export async function upsertPacing(tx: TxCtx, mailbox: number, change: Change): Promise<void> {
  await tx.db
    .insertInto("genesis.mailbox_pacing")
    .values({ workspace_id: tx.workspaceId, mailbox, ...change })
    .onConflict((conflict) => conflict.columns(["workspace_id", "mailbox"]).doUpdateSet(change))
    .execute();
}

export type DeliveryCounts = { sent: number; bounced: number; complained: number };

/** The outcomes of a mailbox's emails of the last 7 days, since a founder last let sending go on. */
export async function callDeliveryCounts(tx: TxCtx, mailbox: number): Promise<DeliveryCounts> {
  const { rows } = await sql<DeliveryCounts>`
    select sent, bounced, complained from genesis.delivery_counts(${tx.workspaceId}::uuid, ${mailbox}::int)`.execute(
    tx.db,
  );
  return rows[0] ?? { sent: 0, bounced: 0, complained: 0 };
}
