import { sql } from "kysely";
import { isBefore, positionOfRow, type Position } from "@/lib/platform/keyset";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import { Asset, type AssetRef } from "./schemas";

const ASSET = [
  "id",
  "name",
  "content_type",
  "size_bytes",
  "sha256",
  "state",
  "created_by",
  "created_at",
  "completed_at",
] as const;

type NewAsset = AssetRef & { name: string; contentType: string; sizeBytes: number; createdBy: string };

export async function insertAsset(tx: TxCtx, asset: NewAsset): Promise<Asset> {
  const row = await tx.db
    .insertInto("project_assets")
    .values({
      id: asset.assetId,
      workspace_id: tx.workspaceId,
      project_id: asset.projectId,
      name: asset.name,
      content_type: asset.contentType,
      size_bytes: asset.sizeBytes,
      created_by: asset.createdBy,
    })
    .returning(ASSET)
    .executeTakeFirstOrThrow();
  return Asset.parse(row);
}

type ReadyAsset = NewAsset & { sha256: string };

/** With its bytes in the storage already. */
export async function insertReadyAsset(tx: TxCtx, asset: ReadyAsset): Promise<Asset> {
  const row = await tx.db
    .insertInto("project_assets")
    .values({
      id: asset.assetId,
      workspace_id: tx.workspaceId,
      project_id: asset.projectId,
      name: asset.name,
      content_type: asset.contentType,
      size_bytes: asset.sizeBytes,
      created_by: asset.createdBy,
      sha256: asset.sha256,
      state: "ready",
      completed_at: tx.now().toISOString(),
    })
    .returning(ASSET)
    .executeTakeFirstOrThrow();
  return Asset.parse(row);
}

/** The oldest file with these bytes. */
export async function findAssetByHash(
  tx: TxCtx,
  { projectId, sha256 }: { projectId: string; sha256: string },
): Promise<Asset | null> {
  const row = await tx.db
    .selectFrom("project_assets")
    .select(ASSET)
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", projectId)
    .where("sha256", "=", sha256)
    .orderBy("created_at")
    .limit(1)
    .executeTakeFirst();
  return row ? Asset.parse(row) : null;
}

export async function findAsset(tx: TxCtx, { projectId, assetId }: AssetRef): Promise<Asset | null> {
  const row = await tx.db
    .selectFrom("project_assets")
    .select(ASSET)
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", projectId)
    .where("id", "=", assetId)
    .executeTakeFirst();
  return row ? Asset.parse(row) : null;
}

/** Newest first. */
export async function selectAssets(
  tx: TxCtx,
  query: { projectId: string; after?: Position; limit: number },
): Promise<{ item: Asset; position: string }[]> {
  const { projectId, after, limit } = query;
  const { rows } = await sql<Asset & { position: string }>`
    select ${sql.join(ASSET.map((name) => sql.ref(name)))},
           ${positionOfRow} as position
    from public.project_assets
    where workspace_id = ${tx.workspaceId} and project_id = ${projectId}
      ${after ? sql`and ${isBefore(after)}` : sql``}
    order by created_at desc, id desc
    limit ${limit}`.execute(tx.db);
  return rows.map(({ position, ...asset }) => ({ item: Asset.parse(asset), position }));
}

/** Null when it is no longer waiting for its bytes. */
export async function updateReady(
  tx: TxCtx,
  { assetId, contentType, sha256 }: { assetId: string; contentType: string; sha256: string },
): Promise<Asset | null> {
  const row = await tx.db
    .updateTable("project_assets")
    .set({ state: "ready", content_type: contentType, sha256, completed_at: sql<string>`now()` })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", assetId)
    .where("state", "=", "awaiting_upload")
    .returning(ASSET)
    .executeTakeFirst();
  return row ? Asset.parse(row) : null;
}

/** The deleted row; null when there was none. */
export async function deleteAsset(tx: TxCtx, { projectId, assetId }: AssetRef): Promise<Asset | null> {
  const row = await tx.db
    .deleteFrom("project_assets")
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", projectId)
    .where("id", "=", assetId)
    .returning(ASSET)
    .executeTakeFirst();
  return row ? Asset.parse(row) : null;
}

const STALE = sql<string>`now() - interval '24 hours'`;

/** The deleted upload; null when it is younger than a day or finished. */
export async function deleteStaleUpload(tx: TxCtx, { assetId }: AssetRef): Promise<Asset | null> {
  const row = await tx.db
    .deleteFrom("project_assets")
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", assetId)
    .where("state", "=", "awaiting_upload")
    .where("created_at", "<", STALE)
    .returning(ASSET)
    .executeTakeFirst();
  return row ? Asset.parse(row) : null;
}

type Located = { workspaceId: string; projectId: string; assetId: string };

/** The oldest uploads that were begun a day ago and never finished, in any workspace. */
export async function selectStaleUploads(tx: ServiceTx, limit: number): Promise<Located[]> {
  return tx.db
    .selectFrom("project_assets")
    .select(["workspace_id as workspaceId", "project_id as projectId", "id as assetId"])
    .where("state", "=", "awaiting_upload")
    .where("created_at", "<", STALE)
    .orderBy("created_at")
    .limit(limit)
    .execute();
}
