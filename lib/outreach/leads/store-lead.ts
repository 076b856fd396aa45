import { sql } from "kysely";
import { newId } from "@/lib/platform/ids";
import type { TxCtx } from "@/lib/platform/transaction";
import { LeadEntry, LeadList, type AddLead, type HeldFor, type UpdateLead } from "./schemas";

/** The id of the new lead; null when the address is one of a lead already. A suppressed address comes in with what it was suppressed for. */
export async function insertLead(
  tx: TxCtx,
  { email, tags = [], ...facts }: AddLead,
  heldFor: HeldFor | null,
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    insert into genesis.leads (workspace_id, id, email, first_name, last_name, company, title, website, notes, tags, held_for, status, status_changed_at)
    select ${tx.workspaceId}, ${newId()}, ${email}, ${facts.first_name ?? null}, ${facts.last_name ?? null}, ${facts.company ?? null},
      ${facts.title ?? null}, ${facts.website ?? null}, ${facts.notes ?? null}, ${tags}::text[], ${heldFor},
      case known.reason when 'complained' then 'complained' when 'hard_bounce' then 'bounced' when 'opt_out' then 'opted_out'
        else 'active' end,
      case when known.reason <> 'manual' then now() end
    from (select private.suppressed_for(${tx.workspaceId}, ${email}) as reason) known
    on conflict (workspace_id, email) do nothing
    returning id`.execute(tx.db);
  return rows[0]?.id ?? null;
}

type Change = Omit<UpdateLead, "confirmed"> & { held_for?: HeldFor | null };

export async function updateLeadRow(tx: TxCtx, leadId: string, { custom, ...change }: Change): Promise<void> {
  await tx.db
    .updateTable("genesis.leads")
    .set({ ...change, ...(custom && { custom: JSON.stringify(custom) }) })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", leadId)
    .execute();
}

/** Notes that a lead is to be researched again; a request that waits already stays as it is. */
export async function setResearchAsked(tx: TxCtx, leadId: string): Promise<{ asked_at: string; isNew: boolean }> {
  const now = tx.now().toISOString();
  const { rows } = await sql<{ asked_at: string | null }>`
    with before as (
      select l.id, l.research_asked_at from genesis.leads l
      where l.workspace_id = ${tx.workspaceId} and l.id = ${leadId} for update)
    update genesis.leads l set research_asked_at = coalesce(before.research_asked_at, ${now}::timestamptz)
    from before where l.workspace_id = ${tx.workspaceId} and l.id = before.id
    returning before.research_asked_at as asked_at`.execute(tx.db);
  const waiting = rows[0]?.asked_at ?? null;
  return { asked_at: waiting ?? now, isNew: waiting === null };
}

/** Whether a lead other than this one has the address. */
export async function isTaken(tx: TxCtx, leadId: string, email: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom("genesis.leads")
    .select("id")
    .where("workspace_id", "=", tx.workspaceId)
    .where("email", "=", email)
    .where("id", "<>", leadId)
    .executeTakeFirst();
  return row !== undefined;
}

/** The number of leads that changed. */
export async function changeTag(
  tx: TxCtx,
  ids: readonly string[],
  tag: { add?: string; remove?: string },
): Promise<number> {
  const { add, remove } = tag;
  const result = await sql`
    update genesis.leads l
    set tags = ${add !== undefined ? sql`(select array_agg(t order by lower(t), t) from unnest(l.tags || ${add}::text) t)` : sql`array_remove(l.tags, ${remove})`}
    where l.workspace_id = ${tx.workspaceId} and l.id = any (${ids}::uuid[])
      and ${add !== undefined ? sql`not l.tags @> array[${add}]` : sql`l.tags @> array[${remove}]`}`.execute(tx.db);
  return Number(result.numAffectedRows ?? 0n);
}

export async function confirmAddresses(tx: TxCtx, ids: readonly string[]): Promise<number> {
  const { numUpdatedRows } = await tx.db
    .updateTable("genesis.leads")
    .set({ held_for: null })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "in", [...ids])
    .where("held_for", "is not", null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

export async function selectLeadIds(tx: TxCtx, limit: number): Promise<string[]> {
  const rows = await tx.db
    .selectFrom("genesis.leads")
    .select("id")
    .where("workspace_id", "=", tx.workspaceId)
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

/** Erases the copies of leads that are still there from what agents and actions hold; the proposals that name them and still wait. */
export async function callEraseCopiesOfLeads(tx: TxCtx, leadIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ ids: string[] }>`
    select genesis.erase_copies_of_leads(${tx.workspaceId}::uuid, ${leadIds}::uuid[]) as ids`.execute(tx.db);
  return rows[0]?.ids ?? [];
}

/** A pattern of the whole addresses of leads that are still there; null when none is. */
export async function selectPeoplePattern(tx: TxCtx, leadIds: readonly string[]): Promise<string | null> {
  const { rows } = await sql<{ people: string | null }>`
    select private.people_pattern(array_agg(l.email)) as people from genesis.leads l
    where l.workspace_id = ${tx.workspaceId} and l.id = any(${leadIds}::uuid[])`.execute(tx.db);
  return rows[0]?.people ?? null;
}

/** Erases people one after the other, in the order of their ids, so that two callers queue up; the number that were there. */
export async function callEraseLead(tx: TxCtx, ids: readonly string[], doNotContact: boolean): Promise<number> {
  const { rows } = await sql<{ erased: boolean }>`
    select genesis.erase_lead(${tx.workspaceId}::uuid, given.id, ${doNotContact}) as erased
    from (select distinct id from unnest(${ids}::uuid[]) as id order by id) given`.execute(tx.db);
  return rows.filter(({ erased }) => erased).length;
}

/** Emails to these people that were approved and not sent yet. */
export async function countApprovedEmails(tx: TxCtx, ids: readonly string[]): Promise<number> {
  const row = await tx.db
    .selectFrom("genesis.sequence_emails")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("workspace_id", "=", tx.workspaceId)
    .where("status", "=", "approved")
    .where("lead_id", "in", [...ids])
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export async function selectTimeline(tx: TxCtx, leadId: string): Promise<LeadEntry[]> {
  const { rows } = await sql<LeadEntry>`
    select entry.*
    from genesis.leads l cross join lateral genesis.lead_timeline(l.workspace_id, l.id) entry
    where l.workspace_id = ${tx.workspaceId} and l.id = ${leadId}`.execute(tx.db);
  return rows.map((row) => LeadEntry.parse(row));
}

export async function selectEmails(tx: TxCtx, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.db
    .selectFrom("genesis.leads")
    .select("email")
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "in", [...ids])
    .orderBy("email")
    .execute();
  return rows.map(({ email }) => email);
}

export async function selectTags(tx: TxCtx): Promise<string[]> {
  const { rows } = await sql<{ tag: string }>`
    select distinct t as tag from genesis.leads l cross join lateral unnest(l.tags) t
    where l.workspace_id = ${tx.workspaceId} order by t limit 500`.execute(tx.db);
  return rows.map(({ tag }) => tag);
}

export async function selectLists(tx: TxCtx): Promise<LeadList[]> {
  const { rows } = await sql<LeadList>`
    select li.id, li.name, li.import_id, li.created_at,
      (select count(*)::int from genesis.lead_list_members m where m.workspace_id = li.workspace_id and m.list_id = li.id) as leads
    from genesis.lead_lists li where li.workspace_id = ${tx.workspaceId}
    order by li.created_at desc, li.id limit 100`.execute(tx.db);
  return rows.map((row) => LeadList.parse(row));
}

/** Of these leads, those that an email reached or may have reached. */
export async function selectContacted(tx: TxCtx, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct e.lead_id as id from genesis.sequence_emails e
    where e.workspace_id = ${tx.workspaceId} and e.lead_id = any (${ids}::uuid[])
      and e.status in ('sent', 'bounced', 'claimed', 'unknown')`.execute(tx.db);
  return new Set(rows.map(({ id }) => id));
}
