import { sql } from "kysely";
import { newId } from "@/lib/platform/ids";
import type { TxCtx } from "@/lib/platform/transaction";
import type { NewLead } from "./read-lead-row";

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
  const column = (field: Exclude<keyof NewLead, "custom" | "elsewhere">): (string | null)[] =>
    leads.map((lead) => lead[field]);
  const { rows } = await sql<{ id: string }>`
    insert into genesis.leads as lead
      (workspace_id, id, email, first_name, last_name, company, title, website, notes, custom, held_for, status, status_changed_at)
    select ${tx.workspaceId}::uuid, given.id, given.email, given.first_name, given.last_name, given.company, given.title, given.website,
           given.notes, given.custom::jsonb, given.held_for,
           case s.reason when 'complained' then 'complained' when 'hard_bounce' then 'bounced'
                         when 'opt_out' then 'opted_out' else 'active' end,
           case when s.reason <> 'manual' then now() end
    from unnest(
      ${ids}::uuid[], ${column("email")}::text[], ${column("first_name")}::text[], ${column("last_name")}::text[],
      ${column("company")}::text[], ${column("title")}::text[], ${column("website")}::text[], ${column("notes")}::text[],
      ${leads.map((lead) => JSON.stringify(lead.custom))}::text[], ${column("held_for")}::text[]
    ) as given (id, email, first_name, last_name, company, title, website, notes, custom, held_for)
    cross join lateral (select private.suppressed_for(${tx.workspaceId}::uuid, given.email) as reason offset 0) s
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

const STOPPED_ELSEWHERE = {
  opt_out: { status: "opted_out", reason: "opt_out" },
  hard_bounce: { status: "bounced", reason: "hard_bounce" },
  replied: { status: "replied", reason: null },
} as const;

/** Stops those who may not be emailed in the tool that the file comes from. */
export async function callStopElsewhere(tx: TxCtx, leads: readonly NewLead[]): Promise<void> {
  const stops = leads.flatMap(({ email, elsewhere }) =>
    elsewhere ? [{ email, ...STOPPED_ELSEWHERE[elsewhere] }] : [],
  );
  if (stops.length === 0) return;
  await sql`
    select genesis.stop_lead(${tx.workspaceId}::uuid, stop.email, stop.status, stop.reason, 'import')
    from (
      select * from jsonb_to_recordset(${JSON.stringify(stops)}::jsonb) as r (email text, status text, reason text)
      order by email) stop`.execute(tx.db);
}

/** Puts the people of a batch on the list of its import; those among `own` came in with it. */
export async function joinList(tx: TxCtx, listId: string, leads: readonly NewLead[]): Promise<void> {
  if (leads.length === 0) return;
  await sql`
    insert into genesis.lead_list_members (workspace_id, list_id, lead_id, is_new)
    select l.workspace_id, li.id, l.id, l.created_at >= li.created_at and not exists (
      select from genesis.lead_list_members m where m.workspace_id = l.workspace_id and m.lead_id = l.id and m.is_new)
    from genesis.leads l
    join genesis.lead_lists li on li.workspace_id = l.workspace_id and li.id = ${listId}
    where l.workspace_id = ${tx.workspaceId} and l.email = any (${leads.map(({ email }) => email)}::text[])
    on conflict (workspace_id, list_id, lead_id) do nothing`.execute(tx.db);
}
