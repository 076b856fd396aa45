import { sql } from "kysely";
import { newId } from "@/lib/platform/ids";
import { isBefore, positionOfRow, type Position } from "@/lib/platform/keyset";
import { containsPattern } from "@/lib/platform/text";
import type { TxCtx } from "@/lib/platform/transaction";
import type { NewLead } from "./read-lead-row";
import { Lead, type LeadStatus } from "./schemas";

/**
 * Writes leads of different emails in one statement, in the order of their emails so that two imports at once wait for each other
 * instead of locking each other out. A suppressed lead is imported with its suppressed status.
 */
export async function upsertLeads(
  tx: TxCtx,
  leads: readonly NewLead[],
): Promise<{ imported: number; updated: number }> {
  if (leads.length === 0) return { imported: 0, updated: 0 };
  const ids = leads.map(() => newId());
  const column = (field: Exclude<keyof NewLead, "custom">): (string | null)[] => leads.map((lead) => lead[field]);
  const { rows } = await sql<{ id: string }>`
    insert into genesis.leads as lead
      (workspace_id, id, email, first_name, last_name, company, title, website, notes, custom, status, status_changed_at)
    select ${tx.workspaceId}::uuid, given.id, given.email, given.first_name, given.last_name, given.company, given.title, given.website,
           given.notes, given.custom::jsonb,
           case s.reason when 'complained' then 'complained' when 'hard_bounce' then 'bounced'
                         when 'opt_out' then 'opted_out' when 'manual' then 'opted_out' else 'active' end,
           s.created_at
    from unnest(
      ${ids}::uuid[], ${column("email")}::text[], ${column("first_name")}::text[], ${column("last_name")}::text[],
      ${column("company")}::text[], ${column("title")}::text[], ${column("website")}::text[], ${column("notes")}::text[],
      ${leads.map((lead) => JSON.stringify(lead.custom))}::text[]
    ) as given (id, email, first_name, last_name, company, title, website, notes, custom)
    left join public.suppressions s on s.workspace_id = ${tx.workspaceId}::uuid and s.email = given.email
    order by given.email
    on conflict (workspace_id, email) do update set
      first_name = coalesce(excluded.first_name, lead.first_name),
      last_name = coalesce(excluded.last_name, lead.last_name),
      company = coalesce(excluded.company, lead.company),
      title = coalesce(excluded.title, lead.title),
      website = coalesce(excluded.website, lead.website),
      notes = coalesce(excluded.notes, lead.notes),
      custom = lead.custom || excluded.custom
    where (coalesce(excluded.first_name, lead.first_name), coalesce(excluded.last_name, lead.last_name),
           coalesce(excluded.company, lead.company), coalesce(excluded.title, lead.title),
           coalesce(excluded.website, lead.website), coalesce(excluded.notes, lead.notes), lead.custom || excluded.custom)
      is distinct from
          (lead.first_name, lead.last_name, lead.company, lead.title, lead.website, lead.notes, lead.custom)
    returning lead.id`.execute(tx.db);
  const own = new Set(ids);
  const imported = rows.filter((row) => own.has(row.id)).length;
  return { imported, updated: rows.length - imported };
}

/** Newest first. */
export async function selectLeads(
  tx: TxCtx,
  query: { search?: string; status?: LeadStatus; after?: Position; limit: number },
): Promise<{ item: Lead; position: string }[]> {
  const { after, search, status } = query;
  const pattern = containsPattern(search ?? "");
  const { rows } = await sql<Lead & { position: string }>`
    select id, email, first_name, last_name, company, title, website, notes, custom, status, created_at,
           ${positionOfRow} as position
    from genesis.leads
    where workspace_id = ${tx.workspaceId}
      ${status ? sql`and status = ${status}` : sql``}
      ${search ? sql`and concat_ws(' ', email, first_name, last_name, company, title) ilike ${pattern}` : sql``}
      ${after ? sql`and ${isBefore(after)}` : sql``}
    order by created_at desc, id desc
    limit ${query.limit}`.execute(tx.db);
  return rows.map(({ position, ...lead }) => ({ item: Lead.parse(lead), position }));
}
