import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import { AppError } from "@/lib/platform/errors";
import { Role, Workspace } from "./schemas";

const WORKSPACE = ["id", "name", "slug", "plan", "status"] as const;

export async function isSlugTaken(tx: ServiceTx, slug: string): Promise<boolean> {
  const row = await tx.db.selectFrom("workspaces").select("id").where("slug", "=", slug).executeTakeFirst();
  return row !== undefined;
}

export async function insertWorkspace(tx: TxCtx, workspace: { name: string; slug: string }): Promise<Workspace> {
  const row = await tx.db
    .insertInto("workspaces")
    .values({ id: tx.workspaceId, ...workspace })
    .returning(WORKSPACE)
    .executeTakeFirstOrThrow();
  return Workspace.parse(row);
}

export async function getWorkspaceRow(tx: TxCtx): Promise<Workspace> {
  const row = await tx.db
    .selectFrom("workspaces")
    .select(WORKSPACE)
    .where("id", "=", tx.workspaceId)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found", "There is no such workspace.", { code: "workspace.not_found" });
  return Workspace.parse(row);
}

export async function insertMember(tx: TxCtx, member: { userId: string; email: string; role: Role }): Promise<void> {
  await tx.db
    .insertInto("user_workspaces")
    .values({ workspace_id: tx.workspaceId, user_id: member.userId, email: member.email, role: member.role })
    .execute();
}

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

export async function findWorkspaceStatus(tx: ServiceTx, workspaceId: string): Promise<Workspace["status"] | null> {
  const row = await tx.db.selectFrom("workspaces").select("status").where("id", "=", workspaceId).executeTakeFirst();
  return row ? Workspace.shape.status.parse(row.status) : null;
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

export type MyWorkspace = Workspace & { role: Role };

export async function selectWorkspacesOf(tx: ServiceTx, userId: string): Promise<MyWorkspace[]> {
  const rows = await tx.db
    .selectFrom("user_workspaces as member")
    .innerJoin("workspaces as workspace", "workspace.id", "member.workspace_id")
    .select(["workspace.id", "workspace.name", "workspace.slug", "workspace.plan", "workspace.status", "member.role"])
    .where("member.user_id", "=", userId)
    .orderBy("workspace.created_at")
    .limit(200)
    .execute();
  return rows.map((row) => ({ ...Workspace.parse(row), role: Role.parse(row.role) }));
}
