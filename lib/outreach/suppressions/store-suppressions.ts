import { sql } from "kysely";
import { executePrepared } from "@/lib/platform/prepared";
import { isBeforeRow } from "@/lib/platform/keyset";
import type { TxCtx } from "@/lib/platform/transaction";
import { Suppression, type ListSuppressionsQuery, type StopLead } from "./schemas";

const COLUMNS = ["email", "reason", "source", "created_at"] as const;

/** The changes made by stopping a lead; all false and 0 when it was stopped already. */
export type Stopped = { newlySuppressed: boolean; leadChanged: boolean; cancelledDrafts: number };

/** In the order of addresses, so that two callers about the same people queue up. */
export async function callStopLeads(tx: TxCtx, stops: readonly Required<StopLead>[]): Promise<Stopped[]> {
  const rows = await executePrepared(
    tx.db,
    "stop_leads",
    sql<Stopped>`
    select stopped.newly_suppressed as "newlySuppressed", stopped.lead_changed as "leadChanged",
      stopped.cancelled_drafts as "cancelledDrafts"
    from (
      select * from jsonb_to_recordset(${JSON.stringify(stops)}::jsonb) as r (email text, status text, reason text, source text)
      order by lower(email)
    ) as stop
    cross join lateral genesis.stop_lead(${tx.workspaceId}::uuid, stop.email, stop.status, stop.reason, stop.source) as stopped`,
  );
  return rows;
}

export async function findSuppression(tx: TxCtx, email: string): Promise<Suppression | null> {
  const row = await tx.db
    .selectFrom("suppressions")
    .select(COLUMNS)
    .where("workspace_id", "=", tx.workspaceId)
    .where("email", "=", email)
    .executeTakeFirst();
  return row ? Suppression.parse(row) : null;
}

/** Newest first, after the address the last page ended with. */
export async function selectSuppressions(tx: TxCtx, { cursor, limit }: ListSuppressionsQuery): Promise<Suppression[]> {
  let rows = tx.db
    .selectFrom("suppressions")
    .select(COLUMNS)
    .where("workspace_id", "=", tx.workspaceId)
    .orderBy("created_at", "desc")
    .orderBy("email", "desc")
    .limit(limit);
  if (cursor !== undefined) {
    rows = rows.where(
      isBeforeRow({
        table: "suppressions",
        workspaceId: tx.workspaceId,
        order: ["created_at", "email"],
        cursor: cursor,
      }),
    );
  }
  return (await rows.execute()).map((row) => Suppression.parse(row));
}
