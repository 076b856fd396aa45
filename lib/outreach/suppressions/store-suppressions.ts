import { sql } from "kysely";
import { executePrepared } from "@/lib/platform/prepared";
import { isBeforeRow } from "@/lib/platform/keyset";
import { containsPattern } from "@/lib/platform/text";
import type { TxCtx } from "@/lib/platform/transaction";
import { Suppression, type ListSuppressionsQuery, type StopLead } from "./schemas";

const COLUMNS = [
  "email",
  sql<string | null>`case when email like '@%' then substr(email, 2) end`.as("domain"),
  "reason",
  "source",
  "note",
  "created_at",
] as const;

/** As the list spells it: an address, or @ and a domain. */
export const entryOf = ({ email, domain }: { email?: string; domain?: string }): string => email ?? `@${domain}`;

type Given = { entries: readonly string[]; source: string; note: string | null; batchId?: string };

/** Puts entries on the list for a founder; the new ones, and how many waiting emails were cancelled. */
export async function callSuppress(
  tx: TxCtx,
  { entries, source, note, batchId }: Given,
): Promise<{ added: string[]; cancelled: number }> {
  const { rows } = await sql<{ added: string[]; cancelled: number }>`
    select added, cancelled
    from genesis.suppress(${tx.workspaceId}::uuid, ${entries}::text[], 'manual', ${source}, ${note}, ${batchId ?? null}::uuid)`.execute(
    tx.db,
  );
  return rows[0] ?? { added: [], cancelled: 0 };
}

export async function callUnsuppress(
  tx: TxCtx,
  { entries, batchId }: { entries: readonly string[]; batchId: string | null },
): Promise<number> {
  const { rows } = await sql<{ removed: number }>`
    select genesis.unsuppress(${tx.workspaceId}::uuid, ${entries}::text[], ${batchId}::uuid) as removed`.execute(tx.db);
  return rows[0]?.removed ?? 0;
}

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
export async function selectSuppressions(
  tx: TxCtx,
  { q, cursor, limit }: ListSuppressionsQuery,
): Promise<Suppression[]> {
  let rows = tx.db
    .selectFrom("suppressions")
    .select(COLUMNS)
    .where("workspace_id", "=", tx.workspaceId)
    .orderBy("created_at", "desc")
    .orderBy("email", "desc")
    .limit(limit);
  if (q) {
    const pattern = containsPattern(q);
    rows = rows.where(({ or, eb }) => or([eb("email", "ilike", pattern), eb("note", "ilike", pattern)]));
  }
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
