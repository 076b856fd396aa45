import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import { Project } from "./schemas";

const PROJECT = ["id", "workspace_id", "name", "idea", "website", "is_sample", "created_at"] as const;

type NewProject = {
  id: string;
  ownerId: string;
  name: string;
  idea: string | null;
  website: string | null;
  isSample: boolean;
};

export async function insertProject(tx: TxCtx, project: NewProject): Promise<Project> {
  const row = await tx.db
    .insertInto("projects")
    .values({
      id: project.id,
      workspace_id: tx.workspaceId,
      owner_clerk_id: project.ownerId,
      name: project.name,
      idea: project.idea,
      website: project.website,
      is_sample: project.isSample,
    })
    .returning(PROJECT)
    .executeTakeFirstOrThrow();
  return Project.parse(row);
}

export async function findProject(tx: TxCtx, projectId: string): Promise<Project | null> {
  const row = await tx.db
    .selectFrom("projects")
    .select(PROJECT)
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", projectId)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  return row ? Project.parse(row) : null;
}

export async function selectWorkspaceProjects(tx: TxCtx): Promise<Project[]> {
  const rows = await tx.db
    .selectFrom("projects")
    .select(PROJECT)
    .where("workspace_id", "=", tx.workspaceId)
    .where("deleted_at", "is", null)
    .orderBy("created_at")
    .limit(200)
    .execute();
  return rows.map((row) => Project.parse(row));
}

export async function setDeleted(tx: TxCtx, projectId: string): Promise<void> {
  await tx.db
    .updateTable("projects")
    .set({ deleted_at: tx.now().toISOString() })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", projectId)
    .execute();
}

type ProjectChange = { name?: string; idea?: string | null; website?: string | null };

/** Null when there is no such project here. */
export async function updateProjectRow(tx: TxCtx, projectId: string, change: ProjectChange): Promise<Project | null> {
  const row = await tx.db
    .updateTable("projects")
    .set(change)
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", projectId)
    .returning(PROJECT)
    .executeTakeFirst();
  return row ? Project.parse(row) : null;
}

export async function findProjectWorkspace(tx: ServiceTx, projectId: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom("projects")
    .select("workspace_id")
    .where("id", "=", projectId)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  return row?.workspace_id ?? null;
}

export async function selectProjectsOf(tx: ServiceTx, userId: string): Promise<Project[]> {
  const rows = await tx.db
    .selectFrom("projects as project")
    .innerJoin("user_workspaces as member", "member.workspace_id", "project.workspace_id")
    .select([
      "project.id",
      "project.workspace_id",
      "project.name",
      "project.idea",
      "project.website",
      "project.is_sample",
      "project.created_at",
    ])
    .where("member.user_id", "=", userId)
    .where("project.deleted_at", "is", null)
    .orderBy("project.created_at")
    .limit(200)
    .execute();
  return rows.map((row) => Project.parse(row));
}
