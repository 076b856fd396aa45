import { randomBytes, randomUUID } from "node:crypto";
import { Client } from "pg";
import { closeDb, getDb } from "@/lib/platform/db";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { ROLE_PERMISSIONS } from "@/lib/foundation/access/roles";
import type { Role } from "@/lib/foundation/access/schemas";
import { createTestDatabase } from "../../../support/test-database";

export type Workspace = { id: string; slug: string; projectId: string };
export type LeadsWorld = {
  url: string;
  /** The superuser: sees behind RLS. */
  admin: Client;
  workspace(slug?: string): Promise<Workspace>;
  ctx(workspace: Workspace, role?: Role): WorkspaceCtx;
  /** The addresses a table of schema genesis holds for a workspace. */
  emailsIn(table: string, workspace: Workspace): Promise<string[]>;
  close(): Promise<void>;
};

/** A database of its own for one test file, with the application's connection pool on it. */
export async function createLeadsWorld(): Promise<LeadsWorld> {
  const database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  process.env.ENCRYPTION_MASTER_KEY = randomBytes(32).toString("hex");
  process.env.LOG_LEVEL = "silent";
  const admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
  return {
    url: database.url,
    admin,
    workspace: (slug) => insertWorkspace(admin, slug ?? `w-${randomBytes(6).toString("hex")}`),
    ctx: (workspace, role = "owner") => ({
      workspaceId: workspace.id,
      actor: { type: "user", userId: `user_${role}`, permissions: ROLE_PERMISSIONS[role] },
      requestId: "test",
      db: getDb(),
      now: () => new Date(),
    }),
    emailsIn: async (table, { id }) => {
      const { rows } = await admin.query<{ email: string }>(
        `select email from genesis.${table} where workspace_id = $1 order by email`,
        [id],
      );
      return rows.map((row) => row.email);
    },
    close: async () => {
      await closeDb();
      await dropInstanceRoles(admin);
      await admin.end();
      await database.close();
    },
  };
}

async function insertWorkspace(admin: Client, slug: string): Promise<Workspace> {
  const [id, projectId] = [randomUUID(), randomUUID()];
  await admin.query("insert into workspaces (id, name, slug) values ($1, $2, $2)", [id, slug]);
  await admin.query("insert into projects (id, workspace_id, owner_clerk_id, name) values ($1, $2, 'user_owner', $3)", [
    projectId,
    id,
    slug,
  ]);
  return { id, slug, projectId };
}

/** Roles belong to the cluster, not to the database that goes away. */
async function dropInstanceRoles(admin: Client): Promise<void> {
  const { rows } = await admin.query<{ id: string }>(
    "select workspace_id as id from genesis.partition_registry where login_role is not null",
  );
  for (const { id } of rows) await admin.query("select genesis.drop_instance_login($1)", [id]);
}
