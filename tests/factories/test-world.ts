import { randomBytes, randomUUID } from "node:crypto";
import { Client } from "pg";
import { createProject } from "@/lib/company/projects/create-project";
import { closeDb, getDb } from "@/lib/platform/db";
import type { SystemCtx, UserCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { stopQueue } from "@/lib/platform/queue";
import { forgetAccess } from "@/lib/foundation/access/access-cache";
import { Dispatch } from "@/lib/foundation/ledger/jobs";
import { enterWorkspace } from "@/lib/foundation/access/enter-workspace";
import { jobsAfter } from "@/workers/subscriptions";
import { createTestDatabase } from "../support/test-database";

export type JobCtx = WorkspaceCtx & { signal: AbortSignal };

/** A company with the people that matter for its walls. */
export type Company = {
  workspaceId: string;
  projectId: string;
  founder: UserCtx;
  owner: WorkspaceCtx;
  viewer: WorkspaceCtx;
  /** The owner of another workspace, the same one for all companies of the world. */
  stranger: WorkspaceCtx;
  /** Greenlight itself, in a job of this workspace. */
  job: JobCtx;
};

export type Job = { name: string; state: string; data: Record<string, unknown>; singleton_key: string | null };
export type Line = { event_type: string; message: string; data: Record<string, unknown>; actor_type: string };

export type TestWorld = {
  url: string;
  adminUrl: string;
  /** The superuser: sees behind RLS, breaks things. */
  admin: Client;
  system(): SystemCtx;
  user(email?: string): UserCtx;
  company(name?: string): Promise<Company>;
  /** The workspace's jobs, oldest first; an announced event as the jobs that its subscribers will get. */
  jobs(workspaceId: string): Promise<Job[]>;
  ledger(workspaceId: string): Promise<Line[]>;
  /** Runs while the queue refuses every job. */
  withoutQueue<T>(run: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

const setEnvironment = (databaseUrl: string, more: Record<string, string>): void => {
  process.env.DATABASE_URL = databaseUrl;
  process.env.ENCRYPTION_MASTER_KEY ??= randomBytes(32).toString("hex");
  process.env.LOG_LEVEL ??= "silent";
  Object.assign(process.env, more);
};

/** A database of its own for one test file, with the application's pool and queue on it. Call before anything reads the environment. */
export async function createTestWorld(environment: Record<string, string> = {}): Promise<TestWorld> {
  const database = await createTestDatabase();
  setEnvironment(database.url, environment);
  const admin = new Client({ connectionString: database.adminUrl });
  // A test may end every connection of its database; the next query then says so.
  admin.on("error", () => undefined);
  await admin.connect();
  const system = (): SystemCtx => ({ requestId: "test", db: getDb(), now: () => new Date() });
  const user = (email = `${randomBytes(4).toString("hex")}@example.com`): UserCtx => ({
    ...system(),
    user: { userId: `user_${email.replace(/\W/g, "")}`, email },
  });
  const elsewhere: { owner?: Promise<WorkspaceCtx> } = {};
  const select = async <R extends object>(query: string, values: unknown[]): Promise<R[]> =>
    (await admin.query<R>(query, values)).rows;
  return {
    url: database.url,
    adminUrl: database.adminUrl,
    admin,
    system,
    user,
    company: async (name = `Company ${randomBytes(4).toString("hex")}`) => ({
      ...(await createCompany(admin, user, name)),
      stranger: await (elsewhere.owner ??= ownerOf(admin, user(), "Elsewhere")),
    }),
    jobs: async (workspaceId) => {
      const jobs = await select<Job>(
        "select name, state, data, singleton_key from pgboss.job where data ->> 'workspaceId' = $1 and name <> 'dead_letter' order by created_on",
        [workspaceId],
      );
      return jobs.flatMap(whatFollows);
    },
    ledger: (workspaceId) =>
      select("select event_type, message, data, actor_type from project_events where workspace_id = $1 order by id", [
        workspaceId,
      ]),
    withoutQueue: async (run) => {
      await admin.query("revoke insert on all tables in schema pgboss from queue_role");
      return run().finally(() => admin.query("grant insert on all tables in schema pgboss to queue_role"));
    },
    close: async () => {
      forgetAccess();
      await stopQueue();
      await closeDb();
      await dropInstanceRoles(admin);
      await admin.end();
      await database.close();
    },
  };
}

/** An announced event as the jobs that its subscribers will get, every other job as it is. */
function whatFollows(job: Job): Job[] {
  if (job.name !== Dispatch.name) return [job];
  return jobsAfter(Dispatch.payload.parse(job.data)).map(({ name, payload }) => ({
    name,
    state: job.state,
    data: payload as Job["data"],
    singleton_key: null,
  }));
}

/** The owner of a new workspace, with its project. The jobs that follow from those, such as that of a brief, are done. */
async function create(
  admin: Client,
  founder: UserCtx,
  name: string,
): Promise<{ owner: WorkspaceCtx; projectId: string }> {
  const { id: projectId, workspace_id: workspaceId } = await createProject(founder, { name });
  await admin.query("delete from pgboss.job where data ->> 'workspaceId' = $1", [workspaceId]);
  return { owner: await enterWorkspace(founder, workspaceId), projectId };
}

const ownerOf = async (...of: Parameters<typeof create>): Promise<WorkspaceCtx> => (await create(...of)).owner;

async function createCompany(admin: Client, user: TestWorld["user"], name: string): Promise<Omit<Company, "stranger">> {
  const [founder, reader] = [user(), user()];
  const { owner, projectId } = await create(admin, founder, name);
  const { workspaceId } = owner;
  await addMember(admin, workspaceId, reader, "viewer");
  const viewer = await enterWorkspace(reader, workspaceId);
  return { workspaceId, projectId, founder, owner, viewer, job: jobCtx(owner) };
}

export const jobCtx = (ctx: WorkspaceCtx, signal = new AbortController().signal): JobCtx => ({
  ...ctx,
  requestId: randomUUID(),
  actor: { type: "job", job: "test.job" },
  signal,
});

export async function addMember(admin: Client, workspaceId: string, { user }: UserCtx, role: string): Promise<void> {
  await admin.query("insert into user_workspaces (workspace_id, user_id, email, role) values ($1, $2, $3, $4)", [
    workspaceId,
    user.userId,
    user.email,
    role,
  ]);
}

/** Roles belong to the cluster, not to the database that goes away. */
async function dropInstanceRoles(admin: Client): Promise<void> {
  const { rows } = await admin.query<{ id: string }>(
    "select workspace_id as id from genesis.partition_registry where login_role is not null",
  );
  for (const { id } of rows) await admin.query("select genesis.drop_instance_login($1)", [id]);
}
