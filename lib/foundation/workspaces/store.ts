import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import { AppError } from "@/lib/platform/errors";
import { Role } from "@/lib/foundation/access/schemas";
import { Workspace } from "./schemas";

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

/** Two changes of one workspace at once: the second waits, and then sees what the first one left. */
export async function lockWorkspace(tx: TxCtx): Promise<void> {
  await tx.db.selectFrom("workspaces").select("id").where("id", "=", tx.workspaceId).forNoKeyUpdate().execute();
}

export async function updateWorkspacePlan(tx: TxCtx, plan: Workspace["plan"]): Promise<void> {
  await tx.db.updateTable("workspaces").set({ plan }).where("id", "=", tx.workspaceId).execute();
}

export async function updateWorkspaceName(tx: TxCtx, name: string): Promise<void> {
  await tx.db.updateTable("workspaces").set({ name }).where("id", "=", tx.workspaceId).execute();
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
