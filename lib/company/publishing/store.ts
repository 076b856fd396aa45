import { sql } from "kysely";
import { isBefore, positionOfRow, type Position } from "@/lib/platform/keyset";
import type { TxCtx } from "@/lib/platform/transaction";
import { Deployment } from "./schemas";

const DEPLOYMENT = [
  "id",
  "provider",
  "site",
  "marker",
  "status",
  "account",
  "provider_id",
  "url",
  "error",
  "file_count",
  "size_bytes",
  "created_at",
  "finished_at",
] as const;

export type NewDeployment = {
  id: string;
  projectId: string;
  action: string;
  provider: Deployment["provider"];
  site: string;
  marker: string;
  account: string;
  fileCount: number;
  sizeBytes: number;
};

/** Null when this action began before: `findByAction` then answers what became of it. */
export async function insertDeployment(tx: TxCtx, deployment: NewDeployment): Promise<Deployment | null> {
  const row = await tx.db
    .insertInto("deployments")
    .values({
      id: deployment.id,
      workspace_id: tx.workspaceId,
      project_id: deployment.projectId,
      action: deployment.action,
      provider: deployment.provider,
      site: deployment.site,
      marker: deployment.marker,
      account: deployment.account,
      file_count: deployment.fileCount,
      size_bytes: deployment.sizeBytes,
    })
    .onConflict((conflict) => conflict.columns(["project_id", "action"]).doNothing())
    .returning(DEPLOYMENT)
    .executeTakeFirst();
  return row ? Deployment.parse(row) : null;
}

export async function findByAction(
  tx: TxCtx,
  { projectId, action }: { projectId: string; action: string },
): Promise<Deployment | null> {
  const row = await tx.db
    .selectFrom("deployments")
    .select(DEPLOYMENT)
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", projectId)
    .where("action", "=", action)
    .executeTakeFirst();
  return row ? Deployment.parse(row) : null;
}

/** The newest deployment of a site that was handed over; null when there is none. */
export async function findLastPublished(
  tx: TxCtx,
  { projectId, site }: { projectId: string; site: string },
): Promise<Deployment | null> {
  const row = await tx.db
    .selectFrom("deployments")
    .select(DEPLOYMENT)
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", projectId)
    .where("site", "=", site)
    .where("status", "=", "succeeded")
    .orderBy("created_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? Deployment.parse(row) : null;
}

export type Ending =
  | { status: "succeeded"; providerId: string; url: string }
  | { status: "failed"; error: string }
  | { status: "unknown"; error: string };

/** Null when it had ended before: an ending is never rewritten. */
export async function updateEnded(tx: TxCtx, id: string, ending: Ending): Promise<Deployment | null> {
  const row = await tx.db
    .updateTable("deployments")
    .set({
      status: ending.status,
      ...(ending.status === "succeeded"
        ? { provider_id: ending.providerId, url: ending.url, error: null }
        : { error: ending.error }),
      ...(ending.status !== "unknown" && { finished_at: tx.now().toISOString() }),
    })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", id)
    .where("status", "in", ["started", "unknown"])
    .returning(DEPLOYMENT)
    .executeTakeFirst();
  return row ? Deployment.parse(row) : null;
}

/** Newest first. */
export async function selectDeployments(
  tx: TxCtx,
  { projectId, after, limit }: { projectId: string; after?: Position; limit: number },
): Promise<{ item: Deployment; position: string }[]> {
  const { rows } = await sql<Deployment & { position: string }>`
    select ${sql.join(DEPLOYMENT.map((name) => sql.ref(name)))}, ${positionOfRow} as position
    from public.deployments
    where workspace_id = ${tx.workspaceId} and project_id = ${projectId}
      ${after ? sql`and ${isBefore(after)}` : sql``}
    order by created_at desc, id desc
    limit ${limit}`.execute(tx.db);
  return rows.map(({ position, ...deployment }) => ({ item: Deployment.parse(deployment), position }));
}
