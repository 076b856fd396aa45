import { sql } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";
import { Audience, AudienceSize, type SaveAudience } from "./schemas";

export async function selectAudience(tx: TxCtx, campaignId: string): Promise<Audience> {
  const { rows } = await sql<Audience>`
    select coalesce(a.list_ids, '{}') as list_ids, coalesce(a.tags, '{}') as tags, a.company, a.not_contacted_days,
      size.people, size.contacted
    from public.campaigns c
    left join genesis.campaign_audiences a on a.workspace_id = c.workspace_id and a.campaign_id = c.id
    cross join lateral genesis.audience_size(c.workspace_id, c.id) size
    where c.workspace_id = ${tx.workspaceId} and c.id = ${campaignId}`.execute(tx.db);
  return Audience.parse(rows[0]);
}

export async function callPreviewAudience(tx: TxCtx, audience: SaveAudience): Promise<AudienceSize> {
  const { list_ids, tags, company, not_contacted_days } = audience;
  const { rows } = await sql<AudienceSize>`
    select people, contacted from genesis.preview_audience(
      ${tx.workspaceId}::uuid, ${list_ids}::uuid[], ${tags}::text[], ${company}::text, ${not_contacted_days}::int)`.execute(
    tx.db,
  );
  return AudienceSize.parse(rows[0]);
}

export async function upsertAudience(tx: TxCtx, campaignId: string, audience: SaveAudience): Promise<void> {
  await tx.db
    .insertInto("genesis.campaign_audiences")
    .values({ workspace_id: tx.workspaceId, campaign_id: campaignId, ...audience })
    .onConflict((conflict) =>
      conflict
        .columns(["workspace_id", "campaign_id"])
        .doUpdateSet({ ...audience, updated_at: tx.now().toISOString() }),
    )
    .execute();
}

export async function deleteAudience(tx: TxCtx, campaignId: string): Promise<void> {
  await tx.db
    .deleteFrom("genesis.campaign_audiences")
    .where("workspace_id", "=", tx.workspaceId)
    .where("campaign_id", "=", campaignId)
    .execute();
}
