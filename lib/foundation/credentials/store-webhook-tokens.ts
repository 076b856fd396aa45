import { sql } from "kysely";
import { AppError } from "@/lib/platform/errors";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";

export type WebhookTokenRow = {
  id: string;
  last_four: string;
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
};

export async function insertWebhookToken(
  tx: TxCtx,
  token: { hash: string; encrypted: string; lastFour: string; createdBy: string },
): Promise<string> {
  const row = await tx.db
    .insertInto("workspace_webhook_tokens")
    .values({
      workspace_id: tx.workspaceId,
      token_hash: token.hash,
      token_encrypted: token.encrypted,
      last_four: token.lastFour,
      created_by: token.createdBy,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Ends every token but one: at once, or when the overlap is over; one that ends sooner still does. */
export async function retireOtherTokens(tx: TxCtx, keepId: string, overlapHours: number): Promise<void> {
  await tx.db
    .updateTable("workspace_webhook_tokens")
    .set({
      // `least` ignores null.
      expires_at: sql<string>`least(expires_at, now() + make_interval(hours => ${overlapHours}))`,
      ...(overlapHours === 0 && { revoked_at: sql<string>`now()`, revoked_reason: "rotated" }),
    })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "!=", keepId)
    .where("revoked_at", "is", null)
    .where((where) => where.or([where("expires_at", "is", null), where("expires_at", ">", sql<string>`now()`)]))
    .execute();
}

/** The newest token of a workspace that is still valid. */
export async function findCurrentToken(tx: TxCtx): Promise<(WebhookTokenRow & { token_encrypted: string }) | null> {
  const row = await tx.db
    .selectFrom("workspace_webhook_tokens")
    .select(["id", "last_four", "created_at", "expires_at", "last_used_at", "token_encrypted"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("revoked_at", "is", null)
    .where("expires_at", "is", null)
    .orderBy("created_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** The same, or 404 `webhook_token.none`. */
export async function getCurrentToken(tx: TxCtx): Promise<WebhookTokenRow & { token_encrypted: string }> {
  const token = await findCurrentToken(tx);
  if (token) return token;
  throw new AppError("not_found", "This workspace has no valid webhook token. Rotate it in the settings.", {
    code: "webhook_token.none",
  });
}

export type FoundToken = {
  id: string;
  workspaceId: string;
  valid: boolean;
  revokedReason: string | null;
  expiresAt: string | null;
  frozen: boolean;
  usedRecently: boolean;
};

/** Past RLS: the token itself says which workspace is meant. */
export async function findTokenByHash(tx: ServiceTx, hash: string): Promise<FoundToken | null> {
  const row = await tx.db
    .selectFrom("workspace_webhook_tokens as token")
    .innerJoin("workspaces as workspace", "workspace.id", "token.workspace_id")
    .select([
      "token.id",
      "token.workspace_id",
      "token.revoked_reason",
      "token.expires_at",
      "workspace.status",
      sql<boolean>`token.revoked_at is null and (token.expires_at is null or token.expires_at > now())`.as("valid"),
      sql<boolean>`token.last_used_at is not null and token.last_used_at > now() - interval '1 minute'`.as(
        "used_recently",
      ),
    ])
    .where("token.token_hash", "=", hash)
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    valid: row.valid,
    revokedReason: row.revoked_reason,
    expiresAt: row.expires_at,
    frozen: row.status === "frozen",
    usedRecently: row.used_recently,
  };
}

export async function touchToken(tx: ServiceTx, id: string): Promise<void> {
  await tx.db
    .updateTable("workspace_webhook_tokens")
    .set({ last_used_at: sql<string>`now()` })
    .where("id", "=", id)
    .execute();
}

/** Every webhook token that still works, also those in their overlap. */
export async function revokeAllTokens(tx: TxCtx): Promise<number> {
  const { numUpdatedRows } = await tx.db
    .updateTable("workspace_webhook_tokens")
    .set({ revoked_at: sql<string>`now()`, revoked_reason: "frozen" })
    .where("workspace_id", "=", tx.workspaceId)
    .where("revoked_at", "is", null)
    .where((where) => where.or([where("expires_at", "is", null), where("expires_at", ">", sql<string>`now()`)]))
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** How many webhook tokens of the workspace a caller could enter with, were it not frozen. */
export async function countOpenTokens(tx: TxCtx): Promise<number> {
  const row = await tx.db
    .selectFrom("workspace_webhook_tokens")
    .select(({ fn }) => fn.countAll<number>().as("open"))
    .where("workspace_id", "=", tx.workspaceId)
    .where("revoked_at", "is", null)
    .where((where) => where.or([where("expires_at", "is", null), where("expires_at", ">", sql<string>`now()`)]))
    .executeTakeFirstOrThrow();
  return row.open;
}

/** Past RLS: the global token is of no workspace, so its caller names one. */
export async function findWorkspaceStatus(tx: ServiceTx, workspaceId: string): Promise<"active" | "frozen" | null> {
  const row = await tx.db.selectFrom("workspaces").select("status").where("id", "=", workspaceId).executeTakeFirst();
  if (!row) return null;
  return row.status === "frozen" ? "frozen" : "active";
}
