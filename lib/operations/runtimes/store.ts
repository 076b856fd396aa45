import { sql } from "kysely";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import { RuntimeInstance, type RuntimeParts } from "./schemas";

const COLUMNS = [
  "project_id",
  "mode",
  "status",
  "epoch",
  "target",
  "name",
  "repository",
  "commit_sha",
  "database_name",
  "service_id",
  "url",
  "announced_attempt",
  "activated_at",
  "probed_at",
  "failures",
  "failing_since",
  "successes",
  "trouble",
  "retire_at",
] as const;

const selectInstance = (tx: TxCtx, projectId: string) =>
  tx.db
    .selectFrom("project_runtime_instances")
    .select(COLUMNS)
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", projectId);

export async function findInstance(tx: TxCtx, projectId: string): Promise<RuntimeInstance | null> {
  const row = await selectInstance(tx, projectId).executeTakeFirst();
  return row ? RuntimeInstance.parse(row) : null;
}

/** The same, locked until the transaction ends: a flip and another request wait. */
export async function lockInstance(tx: TxCtx, projectId: string): Promise<RuntimeInstance | null> {
  const row = await selectInstance(tx, projectId).forUpdate().executeTakeFirst();
  return row ? RuntimeInstance.parse(row) : null;
}

export async function ensureInstance(
  tx: TxCtx,
  of: { projectId: string; name: string; target: RuntimeInstance["target"] },
): Promise<void> {
  await tx.db
    .insertInto("project_runtime_instances")
    .values({ workspace_id: tx.workspaceId, project_id: of.projectId, name: of.name, target: of.target })
    .onConflict((conflict) => conflict.column("project_id").doNothing())
    .execute();
}

type Change = Partial<Omit<RuntimeInstance, "project_id" | "name" | "epoch">>;

export async function updateInstance(tx: TxCtx, projectId: string, change: Change): Promise<void> {
  await tx.db
    .updateTable("project_runtime_instances")
    .set(change)
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", projectId)
    .execute();
}

/** The work moves to the other place: work that began before is refused from now on. Answers the new epoch. */
export async function flipInstance(tx: TxCtx, projectId: string, change: Change): Promise<number> {
  const { epoch } = await tx.db
    .updateTable("project_runtime_instances")
    .set({ ...change, epoch: sql<number>`epoch + 1` })
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", projectId)
    .returning("epoch")
    .executeTakeFirstOrThrow();
  return epoch;
}

/** The columns that name the parts of a runtime. */
export const partColumns = (made: RuntimeParts) => ({
  repository: made.repository,
  commit_sha: made.commit,
  database_name: made.database,
  service_id: made.service,
  url: made.url,
});

export type Watched = { workspaceId: string; projectId: string; isRetiring: boolean };

/** Past RLS: runtimes to probe, and those whose time of grace is over, in the order of their companies. */
export async function selectWatched(
  tx: ServiceTx,
  { after, limit }: { after: string | null; limit: number },
): Promise<Watched[]> {
  let query = tx.db
    .selectFrom("project_runtime_instances")
    .select(["workspace_id as workspaceId", "project_id as projectId", "status"])
    .where("status", "in", ["active", "unhealthy", "retiring"])
    .where((row) => row.or([row("status", "<>", "retiring"), row("retire_at", "<=", tx.now().toISOString())]));
  if (after !== null) query = query.where("project_id", ">", after);
  const rows = await query.orderBy("project_id").limit(limit).execute();
  return rows.map(({ status, ...of }) => ({ ...of, isRetiring: status === "retiring" }));
}

type Listed = RuntimeInstance & { workspace_id: string; workspace_name: string; project_name: string };

/** Past RLS: the runtimes of every company but those that were taken away, those that changed last first. */
export async function selectInstances(tx: ServiceTx, limit: number): Promise<Listed[]> {
  const rows = await tx.db
    .selectFrom("project_runtime_instances as runtime")
    .innerJoin("workspaces", "workspaces.id", "runtime.workspace_id")
    .innerJoin("projects", "projects.id", "runtime.project_id")
    .select(COLUMNS.map((column) => `runtime.${column}` as const))
    .select(["runtime.workspace_id", "workspaces.name as workspace_name", "projects.name as project_name"])
    .where("runtime.status", "<>", "retired")
    .orderBy("runtime.updated_at", "desc")
    .orderBy("runtime.project_id")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    ...RuntimeInstance.parse(row),
    workspace_id: row.workspace_id,
    workspace_name: row.workspace_name,
    project_name: row.project_name,
  }));
}
