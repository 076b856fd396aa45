import { sql } from "kysely";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import { Role } from "./schemas";

export type Membership = { role: Role; frozen: boolean; frozenReason: string | null };

/** Past RLS: whether this person is a member is what decides which workspace they may act in. */
export async function findMembership(tx: ServiceTx, workspaceId: string, userId: string): Promise<Membership | null> {
  const row = await tx.db
    .selectFrom("user_workspaces as member")
    .innerJoin("workspaces as workspace", "workspace.id", "member.workspace_id")
    .select(["member.role", "workspace.status", "workspace.frozen_reason"])
    .where("member.workspace_id", "=", workspaceId)
    .where("member.user_id", "=", userId)
    .executeTakeFirst();
  return row ? { role: Role.parse(row.role), frozen: row.status === "frozen", frozenReason: row.frozen_reason } : null;
}

/** Past RLS: a person is the same in every workspace. */
export async function findEmailOf(tx: ServiceTx, userId: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom("user_workspaces")
    .select("email")
    .where("user_id", "=", userId)
    .orderBy("created_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.email ?? null;
}

/** The reason of a freeze, "" when it has none; null while the workspace is not frozen. */
export async function findFrozenReason(tx: ServiceTx, workspaceId: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom("workspaces")
    .select("frozen_reason")
    .where("id", "=", workspaceId)
    .where("status", "=", "frozen")
    .executeTakeFirst();
  return row ? (row.frozen_reason ?? "") : null;
}

/** Past RLS: a stream that a key opened is watched from outside its workspace. */
export async function isKeyValid(tx: ServiceTx, keyId: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom("workspace_keys")
    .select("id")
    .where("id", "=", keyId)
    .where("revoked_at", "is", null)
    .where((where) => where.or([where("expires_at", "is", null), where("expires_at", ">", sql<string>`now()`)]))
    .executeTakeFirst();
  return row !== undefined;
}

/** Past RLS, for the same reason. The installation's global token is in no row. */
export async function isTokenValid(tx: ServiceTx, tokenId: string): Promise<boolean> {
  if (tokenId === "global") return true;
  const row = await tx.db
    .selectFrom("workspace_webhook_tokens")
    .select("id")
    .where("id", "=", tokenId)
    .where("revoked_at", "is", null)
    .where((where) => where.or([where("expires_at", "is", null), where("expires_at", ">", sql<string>`now()`)]))
    .executeTakeFirst();
  return row !== undefined;
}

/** Locks the workspace's row until the transaction ends; the reason of a freeze ("" when it has none), null while it is not frozen. */
export async function lockAccess(tx: TxCtx): Promise<string | null> {
  const row = await tx.db
    .selectFrom("workspaces")
    .select(["status", "frozen_reason"])
    .where("id", "=", tx.workspaceId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row?.status === "frozen" ? (row.frozen_reason ?? "") : null;
}

/** The role a person has now, null without a membership. */
export async function findRole(tx: TxCtx, userId: string): Promise<Role | null> {
  const row = await tx.db
    .selectFrom("user_workspaces")
    .select("role")
    .where("workspace_id", "=", tx.workspaceId)
    .where("user_id", "=", userId)
    .executeTakeFirst();
  return row ? Role.parse(row.role) : null;
}

/** Past RLS: a session belongs to a person, not to a workspace. Those whose tokens have expired are forgotten. */
export async function insertEndedSession(tx: ServiceTx, session: { id: string; expiresAt: string }): Promise<void> {
  await sql`delete from private.ended_sessions where expires_at < now()`.execute(tx.db);
  await sql`
    insert into private.ended_sessions (session_id, expires_at) values (${session.id}, ${session.expiresAt})
    on conflict (session_id) do nothing`.execute(tx.db);
}

export async function findEndedSession(tx: ServiceTx, sessionId: string): Promise<boolean> {
  const { rows } = await sql`select from private.ended_sessions where session_id = ${sessionId}`.execute(tx.db);
  return rows.length > 0;
}
