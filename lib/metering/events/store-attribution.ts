import { sql } from "kysely";
import { executePrepared } from "@/lib/platform/prepared";
import type { TxCtx } from "@/lib/platform/transaction";

export type KnownCampaign = { id: string; name: string; groupId: string; projectId: string | null; archived: boolean };
export type KnownGroup = { id: string; projectId: string | null };

/** The campaigns of this workspace that events name by id or by name. */
export async function selectCampaigns(tx: TxCtx, named: { ids: string[]; names: string[] }): Promise<KnownCampaign[]> {
  if (named.ids.length === 0 && named.names.length === 0) return [];
  const rows = await executePrepared(
    tx.db,
    "select_campaigns",
    sql<KnownCampaign>`
    select c.id, c.name, c.campaign_group_id as "groupId", c.status = 'archived' as archived,
      (select g.project_id from campaign_groups g where g.id = c.campaign_group_id) as "projectId"
    from campaigns c
    where c.workspace_id = ${tx.workspaceId}
      and (c.id = any (${named.ids}::uuid[])
        or c.name_key = any (array(select lower(name) from unnest(${named.names}::text[]) as name)) and c.status <> 'archived')`,
  );
  return rows;
}

export async function selectGroups(tx: TxCtx, ids: string[]): Promise<KnownGroup[]> {
  if (ids.length === 0) return [];
  return tx.db
    .selectFrom("campaign_groups")
    .select(["id", "project_id as projectId"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "in", ids)
    .execute();
}

/** The campaigns whose emails to these people were reported as sent, each with its last step. */
export async function selectReported(
  tx: TxCtx,
  emails: readonly string[],
): Promise<{ email: string; campaignId: string; step: number | null }[]> {
  if (emails.length === 0) return [];
  return executePrepared(
    tx.db,
    "select_reported",
    sql<{ email: string; campaignId: string; step: number | null }>`
    select c.email, e.campaign_id as "campaignId", max(e.step) as step
    from contacts c
    join email_events e on e.workspace_id = c.workspace_id and e.contact_id = c.id
    where c.workspace_id = ${tx.workspaceId} and c.email = any (${emails}::text[])
      and e.event_type = 'sent' and e.campaign_id is not null and not e.is_test
    group by c.email, e.campaign_id`,
  );
}
