import { sql } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";
import type { ListUnwrittenLeadsQuery, UnwrittenLead } from "./schemas";

const GIVEN_UP_AFTER = 3;

export async function selectUnwrittenLeads(
  tx: TxCtx,
  { campaignId, cursor, limit }: ListUnwrittenLeadsQuery & { campaignId: string },
): Promise<UnwrittenLead[]> {
  const { rows } = await sql<UnwrittenLead>`
    select f.lead_id, l.email, nullif(trim(concat_ws(' ', l.first_name, l.last_name)), '') as name, l.company, f.reason, f.failures, f.failed_at
    from genesis.draft_failures f
    join genesis.leads l on l.workspace_id = f.workspace_id and l.id = f.lead_id
    where f.workspace_id = ${tx.workspaceId} and f.campaign_id = ${campaignId} and f.failures >= ${GIVEN_UP_AFTER}
      and (${cursor ?? null}::uuid is null or f.lead_id > ${cursor ?? null}::uuid)
    order by f.lead_id
    limit ${limit}`.execute(tx.db);
  return rows;
}

export async function countUnwrittenLeads(tx: TxCtx, campaignId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from genesis.draft_failures f
    join genesis.leads l on l.workspace_id = f.workspace_id and l.id = f.lead_id
    where f.workspace_id = ${tx.workspaceId} and f.campaign_id = ${campaignId} and f.failures >= ${GIVEN_UP_AFTER}`.execute(
    tx.db,
  );
  return rows[0]?.count ?? 0;
}

export async function callRetryFailedDrafts(
  tx: TxCtx,
  { campaignId, leadIds }: { campaignId: string; leadIds: readonly string[] | null },
): Promise<number> {
  const { rows } = await sql<{ retried: number }>`
    select genesis.retry_failed_drafts(${tx.workspaceId}::uuid, ${campaignId}::uuid, ${leadIds}::uuid[]) as retried`.execute(
    tx.db,
  );
  return rows[0]?.retried ?? 0;
}
