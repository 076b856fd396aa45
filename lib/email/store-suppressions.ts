import { sql } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";
import { Suppression, type ListSuppressionsQuery, type StopLead } from "./schemas";

const COLUMNS = ["email", "reason", "source", "created_at"] as const;

/** What stopping changed; all of it false and 0 when it was known already. */
export type Stopped = { newlySuppressed: boolean; leadChanged: boolean; cancelledDrafts: number };

export async function callStopLead(tx: TxCtx, stop: Required<StopLead>): Promise<Stopped> {
  const { rows } = await sql<{ newly_suppressed: boolean; lead_changed: boolean; cancelled_drafts: number }>`
    select * from genesis.stop_lead(${tx.workspaceId}::uuid, ${stop.email}, ${stop.status}, ${stop.reason}, ${stop.source})`.execute(
    tx.db,
  );
  const [row] = rows;
  if (!row) throw new Error("genesis.stop_lead answered no row");
  return {
    newlySuppressed: row.newly_suppressed,
    leadChanged: row.lead_changed,
    cancelledDrafts: row.cancelled_drafts,
  };
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
      sql<boolean>`(created_at, email) < (
        select created_at, email from suppressions where workspace_id = ${tx.workspaceId} and email = ${cursor})`,
    );
  }
  return (await rows.execute()).map((row) => Suppression.parse(row));
}
