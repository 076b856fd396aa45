import { sql } from "kysely";
import { isBefore, positionOfRow, readCursor } from "@/lib/platform/keyset";
import { containsPattern } from "@/lib/platform/text";
import type { TxCtx } from "@/lib/platform/transaction";
import type { LeadStatus } from "./schemas";

export type LegacyLead = {
  id: string;
  email: string;
  first_name: string | null;
  last_name: string | null;
  company: string | null;
  title: string | null;
  status: LeadStatus;
  created_at: string;
  position: string;
};

type Page = { q?: string; cursor?: string; limit: number };

export async function selectLegacyLeads(tx: TxCtx, { q, cursor, limit }: Page): Promise<LegacyLead[]> {
  const words = sql`concat_ws(' ', email, first_name, last_name, company, title)`;
  const { rows } = await sql<LegacyLead>`
    select id, email, first_name, last_name, company, title, status, created_at, ${positionOfRow} as position
    from public.leads_ohio
    where workspace_id = ${tx.workspaceId}
      ${q ? sql`and ${words} ilike ${containsPattern(q)}` : sql``}
      ${cursor ? sql`and ${isBefore(readCursor(cursor))}` : sql``}
    order by created_at desc, id desc
    limit ${limit}`.execute(tx.db);
  return rows;
}

export async function countLegacyLeads(tx: TxCtx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from public.leads_ohio where workspace_id = ${tx.workspaceId}`.execute(tx.db);
  return rows[0]?.count ?? 0;
}
