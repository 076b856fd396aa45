import { sql } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";
import type { Document, Subject } from "@/lib/providers/research/port";
import type { Finding, SourceState } from "./schemas";

export type StoredSource = SourceState & { documents: Document[] };
type NewSource = Omit<StoredSource, "read_at">;

const day = sql`to_char(f.dated, 'YYYY-MM-DD')`;

/** The facts of a lead that a research goes by; null when there is no such lead here. */
export async function findSubject(tx: TxCtx, leadId: string): Promise<Subject | null> {
  const row = await tx.db
    .selectFrom("genesis.leads")
    .select(["first_name", "last_name", "company", "title", "website"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", leadId)
    .executeTakeFirst();
  if (!row) return null;
  const { first_name: firstName, last_name: lastName, ...rest } = row;
  return { firstName, lastName, ...rest };
}

/** The founder's own words about a lead: the fields that were typed or imported. */
export async function findKnownFields(
  tx: TxCtx,
  leadId: string,
): Promise<{ company: string | null; texts: string[] } | null> {
  const row = await tx.db
    .selectFrom("genesis.leads")
    .select(["email", "first_name", "last_name", "company", "title", "website", "notes", "custom"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", leadId)
    .executeTakeFirst();
  if (!row) return null;
  const { custom, ...fields } = row;
  const cells = Object.values((custom ?? {}) as Record<string, unknown>).map(String);
  return { company: row.company, texts: [...Object.values(fields).map((value) => value ?? ""), ...cells] };
}

export async function selectSources(tx: TxCtx, leadId: string): Promise<StoredSource[]> {
  const { rows } = await sql<StoredSource>`
    select s.source, s.outcome, s.reason, s.cost_usd::float8 as cost_usd, s.read_at, s.documents
    from genesis.lead_sources s
    where s.workspace_id = ${tx.workspaceId} and s.lead_id = ${leadId}
    order by array_position(array['website', 'google', 'apify', 'relevance'], s.source)`.execute(tx.db);
  return rows.map((row) => ({ ...row, read_at: new Date(row.read_at).toISOString() }));
}

/** When a member asked for another research of the lead, which has not happened yet. */
export async function findAskedAt(tx: TxCtx, leadId: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom("genesis.leads")
    .select("research_asked_at")
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", leadId)
    .executeTakeFirst();
  return row?.research_asked_at ?? null;
}

/** A source that is asked again costs again: the costs of a lead add up. */
export async function upsertSource(tx: TxCtx, leadId: string, state: NewSource): Promise<void> {
  await sql`
    insert into genesis.lead_sources as s (workspace_id, lead_id, source, outcome, reason, documents, cost_usd, read_at)
    values (${tx.workspaceId}, ${leadId}, ${state.source}, ${state.outcome}, ${state.reason}, ${JSON.stringify(state.documents)}::jsonb,
      ${state.cost_usd}, ${tx.now().toISOString()}::timestamptz)
    on conflict (workspace_id, lead_id, source) do update
      set outcome = excluded.outcome, reason = excluded.reason, documents = excluded.documents, read_at = excluded.read_at,
          cost_usd = case when s.cost_usd is null and excluded.cost_usd is null then null
                          else coalesce(s.cost_usd, 0) + coalesce(excluded.cost_usd, 0) end`.execute(tx.db);
}

/** Drops the texts that were read, whose findings are stored. */
export async function emptySources(tx: TxCtx, leadId: string): Promise<void> {
  await tx.db
    .updateTable("genesis.lead_sources")
    .set({ documents: "[]" })
    .where("workspace_id", "=", tx.workspaceId)
    .where("lead_id", "=", leadId)
    .execute();
}

type NewFinding = Omit<Finding, "number" | "found_at">;

/** Puts these findings in the place of those of before, numbered from 1. */
export async function replaceFindings(tx: TxCtx, leadId: string, findings: readonly NewFinding[]): Promise<void> {
  await tx.db
    .deleteFrom("genesis.lead_findings")
    .where("workspace_id", "=", tx.workspaceId)
    .where("lead_id", "=", leadId)
    .execute();
  if (findings.length === 0) return;
  const rows = findings.map((finding, index) => ({
    ...finding,
    workspace_id: tx.workspaceId,
    lead_id: leadId,
    number: index + 1,
    found_at: tx.now().toISOString(),
  }));
  await tx.db.insertInto("genesis.lead_findings").values(rows).execute();
}

export async function selectFindings(
  tx: TxCtx,
  leadIds: readonly string[],
): Promise<(Finding & { lead_id: string })[]> {
  const { rows } = await sql<Finding & { lead_id: string }>`
    select f.lead_id, f.number, f.fact, f.url, f.quote, ${day} as dated, f.source, f.found_at
    from genesis.lead_findings f
    where f.workspace_id = ${tx.workspaceId} and f.lead_id = any (${leadIds}::uuid[])
    order by f.lead_id, f.number`.execute(tx.db);
  return rows.map((row) => ({ ...row, found_at: new Date(row.found_at).toISOString() }));
}
