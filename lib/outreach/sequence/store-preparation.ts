import { sql } from "kysely";
import type { DraftsReport, LeadToPrepare, LeadToResearch } from "@/lib/contracts/engine";
import type { ResearchReport } from "@/lib/contracts/engine-research";
import type { TxCtx } from "@/lib/platform/transaction";

export type CampaignState = { name: string; status: string; held: boolean };

export async function findCampaignState(tx: TxCtx, campaignId: string): Promise<CampaignState | null> {
  const row = await tx.db
    .selectFrom("campaigns")
    .innerJoin("workspaces", "workspaces.id", "campaigns.workspace_id")
    .select(["campaigns.name", "campaigns.status", "workspaces.workflows_held as held"])
    .where("campaigns.workspace_id", "=", tx.workspaceId)
    .where("campaigns.id", "=", campaignId)
    .executeTakeFirst();
  return row ?? null;
}

type PreparedLead = Omit<LeadToPrepare, "extras" | "findings"> & { custom: Record<string, string> };
type Asked = { campaignId: string; limit: number };

export async function callLeadsToPrepare(tx: TxCtx, { campaignId, limit }: Asked): Promise<PreparedLead[]> {
  const { rows } = await sql<PreparedLead>`
    select p.lead_id, p.email, p.first_name, p.last_name, p.company, p.title, p.website, p.notes, p.research, p.steps, l.custom
    from genesis.leads_to_prepare(${tx.workspaceId}::uuid, ${campaignId}::uuid, ${limit}::int) with ordinality p
    join genesis.leads l on l.workspace_id = ${tx.workspaceId}::uuid and l.id = p.lead_id
    order by p.ordinality`.execute(tx.db);
  return rows;
}

export async function callLeadsToResearch(tx: TxCtx, { campaignId, limit }: Asked): Promise<LeadToResearch[]> {
  const { rows } = await sql<LeadToResearch>`
    select * from genesis.leads_to_research(${tx.workspaceId}::uuid, ${campaignId}::uuid, ${limit}::int)`.execute(
    tx.db,
  );
  return rows;
}

/** Writes the emails that are sent exactly as their founder wrote them, for the next so many leads; answers how many emails. */
export async function callWriteExactDrafts(tx: TxCtx, { campaignId, limit }: Asked): Promise<number> {
  const { rows } = await sql<{ written: number }>`
    select genesis.write_exact_drafts(${tx.workspaceId}::uuid, ${campaignId}::uuid, ${limit}::int) as written`.execute(
    tx.db,
  );
  return rows[0]?.written ?? 0;
}

/** How many leads have no email of the campaign yet; `unresearched`: and no research note. */
export async function callCountUnprepared(
  tx: TxCtx,
  { campaignId, unresearched }: { campaignId: string; unresearched: boolean },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from private.unprepared_leads(${tx.workspaceId}::uuid, ${campaignId}::uuid) l
    where not ${unresearched}::boolean or l.research is null`.execute(tx.db);
  return rows[0]?.count ?? 0;
}

/** How many were stored; null when the lead is not one of this workspace. */
export async function callSaveDrafts(tx: TxCtx, report: DraftsReport): Promise<number | null> {
  const { campaign_id, lead_id, drafts, source } = report;
  const { rows } = await sql<{ saved: number | null }>`
    select genesis.save_drafts(${tx.workspaceId}::uuid, ${campaign_id}::uuid, ${lead_id}::uuid, ${JSON.stringify(drafts)}::jsonb,
      ${source}) as saved`.execute(tx.db);
  return rows[0]?.saved ?? null;
}

/** How many answers for the lead were unusable; null when the lead is not one of this workspace. */
export async function callFailDrafts(
  tx: TxCtx,
  { campaign_id, lead_id }: Pick<DraftsReport, "campaign_id" | "lead_id">,
  reason: string,
): Promise<number | null> {
  const { rows } = await sql<{ failures: number }>`
    select genesis.fail_drafts(${tx.workspaceId}::uuid, ${campaign_id}::uuid, ${lead_id}::uuid, ${reason}) as failures`.execute(
    tx.db,
  );
  return rows[0]?.failures ?? null;
}

/** How many answers for the lead were unusable. */
export async function countDraftFailures(
  tx: TxCtx,
  { campaign_id, lead_id }: Pick<DraftsReport, "campaign_id" | "lead_id">,
): Promise<number> {
  const row = await tx.db
    .selectFrom("genesis.draft_failures")
    .select("failures")
    .where("workspace_id", "=", tx.workspaceId)
    .where("campaign_id", "=", campaign_id)
    .where("lead_id", "=", lead_id)
    .executeTakeFirst();
  return row?.failures ?? 0;
}

/** The founder's words on each email of a campaign: instructions and texts, as they stand in its sequence. */
export async function findSequenceWords(tx: TxCtx, campaignId: string): Promise<string> {
  const { rows } = await sql<{ words: string | null }>`
    select q.steps::text as words from genesis.sequences q
    where q.workspace_id = ${tx.workspaceId} and q.campaign_id = ${campaignId}`.execute(tx.db);
  return rows[0]?.words ?? "";
}

/** False when the lead is not one of this workspace. */
export async function callSaveResearch(tx: TxCtx, report: ResearchReport): Promise<boolean> {
  const { campaign_id, lead_id, research } = report;
  const { rows } = await sql<{ saved: boolean }>`
    select genesis.save_research(${tx.workspaceId}::uuid, ${campaign_id}::uuid, ${lead_id}::uuid, ${research}) as saved`.execute(
    tx.db,
  );
  return rows[0]?.saved ?? false;
}
