import { sql } from "kysely";
import { isUniqueViolation } from "@/lib/platform/database-errors";
import { AppError } from "@/lib/platform/errors";
import { isAfterRow } from "@/lib/platform/keyset";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import { Campaign, type CampaignStatus, type PauseReason, type UpdateCampaign } from "./schemas";

const CAMPAIGN = [
  "id",
  "campaign_group_id",
  "name",
  "status",
  "mail_provider",
  "workflows",
  "daily_limit",
  "send_window",
  "step_delays_days",
  "review_mode",
  "stop_company_on_reply",
  "failure",
  "pause_reason",
  "archived_at",
  "created_at",
] as const;

const nameTaken = (): AppError =>
  new AppError("conflict", "A campaign of this name exists already. Choose another name.", {
    code: "campaign.name_taken",
    details: { field: "name" },
  });

function refuseTakenName(error: unknown): never {
  throw isUniqueViolation(error, "campaigns_name") ? nameTaken() : error;
}

export async function getCampaignRow(tx: TxCtx, campaignId: string): Promise<Campaign> {
  const row = await tx.db
    .selectFrom("campaigns")
    .select(CAMPAIGN)
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", campaignId)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found", "There is no such campaign here.", { code: "campaign.not_found" });
  return Campaign.parse(row);
}

/** Oldest first, after the campaign a page ended with. */
export async function selectCampaigns(tx: TxCtx, page: { after?: string; limit: number }): Promise<Campaign[]> {
  let rows = tx.db
    .selectFrom("campaigns")
    .select(CAMPAIGN)
    .where("workspace_id", "=", tx.workspaceId)
    .where("deleted_at", "is", null);
  if (page.after) {
    rows = rows.where(
      isAfterRow({ table: "campaigns", workspaceId: tx.workspaceId, order: ["created_at", "id"], cursor: page.after }),
    );
  }
  const found = await rows.orderBy("created_at").orderBy("id").limit(page.limit).execute();
  return found.map((row) => Campaign.parse(row));
}

/** Those of these campaigns whose emails leave only after approval. */
export async function callReviewHolds(tx: TxCtx, campaignIds: readonly string[]): Promise<string[]> {
  if (campaignIds.length === 0) return [];
  const rows = await tx.db
    .selectFrom("campaigns")
    .select("id")
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "in", campaignIds)
    .where(sql<boolean>`private.review_holds(campaigns)`)
    .execute();
  return rows.map(({ id }) => id);
}

/** The campaigns that the engine paused because of the mail server, oldest first. */
export async function selectWaitingForServer(tx: TxCtx): Promise<Campaign[]> {
  const rows = await tx.db
    .selectFrom("campaigns")
    .select(CAMPAIGN)
    .where("workspace_id", "=", tx.workspaceId)
    .where("status", "=", "paused")
    .where("pause_reason", "=", "mail_server")
    .orderBy("created_at")
    .limit(200)
    .execute();
  return rows.map((row) => Campaign.parse(row));
}

/** The campaigns that send now, oldest first. */
export async function selectActive(tx: TxCtx): Promise<Campaign[]> {
  const rows = await tx.db
    .selectFrom("campaigns")
    .select(CAMPAIGN)
    .where("workspace_id", "=", tx.workspaceId)
    .where("status", "=", "active")
    .orderBy("created_at")
    .limit(1_000)
    .execute();
  return rows.map((row) => Campaign.parse(row));
}

type NewCampaign = { name: string; groupId: string };

export async function insertCampaign(tx: TxCtx, campaign: NewCampaign): Promise<Campaign> {
  const row = await tx.db
    .insertInto("campaigns")
    .values({
      workspace_id: tx.workspaceId,
      campaign_group_id: campaign.groupId,
      name: campaign.name,
      mail_provider: sql<string>`genesis.mail_provider(${tx.workspaceId}::uuid)`,
    })
    .returning(CAMPAIGN)
    .executeTakeFirstOrThrow()
    .catch(refuseTakenName);
  return Campaign.parse(row);
}

type Change = {
  status: CampaignStatus;
  workflows?: Campaign["workflows"];
  failure?: string | null;
  pauseReason?: PauseReason;
};

/** Compare-and-set: a concurrent change between read and write loses with a conflict, never silently. */
export async function setCampaignStatus(tx: TxCtx, campaign: Campaign, change: Change): Promise<Campaign> {
  const row = await tx.db
    .updateTable("campaigns")
    .set({
      status: change.status,
      failure: change.failure ?? null,
      server_failures: 0,
      pause_reason: change.pauseReason ?? null,
      ...(change.status === "archived" && campaign.status !== "archived" && { archived_at: tx.now().toISOString() }),
      ...(change.workflows && { workflows: JSON.stringify(change.workflows) }),
    })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", campaign.id)
    .where("status", "=", campaign.status)
    .returning(CAMPAIGN)
    .executeTakeFirst();
  if (!row) throw changed();
  return Campaign.parse(row);
}

const changed = (): AppError =>
  new AppError("conflict", "The campaign was changed at the same moment. Look at it again.", {
    code: "campaign.changed",
  });

type PutAway = { workspaceId: string; campaignId: string };

/** Past RLS: archived campaigns whose workflows n8n has kept since this moment or longer. */
export async function selectPutAway(tx: ServiceTx, before: Date, limit: number): Promise<PutAway[]> {
  const rows = await tx.db
    .selectFrom("campaigns")
    .select(["workspace_id", "id"])
    .where("status", "=", "archived")
    .where("deleted_at", "is", null)
    .where(sql<boolean>`workflows <> '[]'`)
    .where("archived_at", "<=", before.toISOString())
    .orderBy("archived_at")
    .limit(limit)
    .execute();
  return rows.map(({ workspace_id, id }) => ({ workspaceId: workspace_id, campaignId: id }));
}

/** Compare-and-set, like {@link setCampaignStatus}. */
export async function setDeleted(tx: TxCtx, campaign: Campaign): Promise<void> {
  const row = await tx.db
    .updateTable("campaigns")
    .set({ status: "archived", deleted_at: tx.now().toISOString(), pause_reason: null, failure: null })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", campaign.id)
    .where("status", "=", campaign.status)
    .where("deleted_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  if (!row) throw changed();
}

export async function selectIsDeleted(tx: TxCtx, campaignId: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom("campaigns")
    .select("id")
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", campaignId)
    .where("deleted_at", "is not", null)
    .executeTakeFirst();
  return row !== undefined;
}

export async function updateCampaignRow(tx: TxCtx, campaignId: string, change: UpdateCampaign): Promise<Campaign> {
  const row = await tx.db
    .updateTable("campaigns")
    .set({
      name: change.name,
      daily_limit: change.daily_limit,
      step_delays_days: change.step_delays_days,
      review_mode: change.review_mode,
      stop_company_on_reply: change.stop_company_on_reply,
      ...(change.send_window !== undefined && {
        send_window: change.send_window && JSON.stringify(change.send_window),
      }),
    })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", campaignId)
    .returning(CAMPAIGN)
    .executeTakeFirstOrThrow()
    .catch(refuseTakenName);
  return Campaign.parse(row);
}

export type CampaignGroup = { id: string; name: string; project_id: string | null; created_at: string };

const GROUP = ["id", "name", "project_id", "created_at"] as const;

export async function selectGroups(tx: TxCtx): Promise<CampaignGroup[]> {
  return tx.db
    .selectFrom("campaign_groups")
    .select(GROUP)
    .where("workspace_id", "=", tx.workspaceId)
    .orderBy("created_at")
    .limit(200)
    .execute();
}

/** The company's group of this name, made if there is none; without a company that of the only one, or of the whole workspace. */
export async function ensureGroup(
  tx: TxCtx,
  group: { name: string; projectId: string | null },
): Promise<CampaignGroup> {
  return tx.db
    .insertInto("campaign_groups")
    .values({
      workspace_id: tx.workspaceId,
      name: group.name,
      project_id: sql`coalesce(${group.projectId}::uuid, private.home_of_event(${tx.workspaceId}, '{}'))`,
    })
    .onConflict((conflict) => conflict.constraint("campaign_groups_name_key").doUpdateSet({ name: group.name }))
    .returning(GROUP)
    .executeTakeFirstOrThrow();
}

export async function findGroup(tx: TxCtx, groupId: string): Promise<CampaignGroup | null> {
  const row = await tx.db
    .selectFrom("campaign_groups")
    .select(GROUP)
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", groupId)
    .executeTakeFirst();
  return row ?? null;
}
