import { sql, type RawBuilder } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";
import type { JsonObject } from "@/lib/company/approvals/schemas";
import type { JobType, MissedPolicy, Overlap, Recurring } from "./schemas";

export type StoredRecurring = Omit<Recurring, "words">;

const COLUMNS = [
  "id",
  "project_id",
  "task_key",
  "title",
  "cron_expr",
  "timezone",
  "job_type",
  "agent_key",
  "payload",
  "priority",
  "missed_policy",
  "overlap",
  "enabled",
  "paused_why",
  "failures",
  "next_run_at",
  "last_run_at",
  "revision",
  "created_by",
  "created_at",
] as const;
const SELECTED: RawBuilder<unknown> = sql.join(COLUMNS.map((column) => sql.ref(column)));

type NewRecurring = {
  id: string;
  projectId: string;
  taskKey: string;
  title: string;
  cronExpr: string;
  timezone: string;
  jobType: JobType;
  agentKey: string | null;
  payload: JsonObject;
  priority: number;
  missedPolicy: MissedPolicy;
  overlap: Overlap;
  nextRunAt: string | null;
  /** Why it does not run yet; null when it does. */
  pausedWhy: string | null;
  createdBy: string | null;
};

export async function insertRecurring(tx: TxCtx, row: NewRecurring): Promise<void> {
  await tx.db
    .insertInto("project_recurring_tasks")
    .values({
      id: row.id,
      workspace_id: tx.workspaceId,
      project_id: row.projectId,
      task_key: row.taskKey,
      title: row.title,
      cron_expr: row.cronExpr,
      timezone: row.timezone,
      job_type: row.jobType,
      agent_key: row.agentKey,
      payload: JSON.stringify(row.payload),
      priority: row.priority,
      missed_policy: row.missedPolicy,
      overlap: row.overlap,
      next_run_at: row.nextRunAt,
      enabled: row.pausedWhy === null,
      paused_why: row.pausedWhy,
      planned_at: tx.now().toISOString(),
      created_by: row.createdBy,
    })
    .execute();
}

/** The row, locked until the transaction ends where it is going to change. */
export async function findRecurring(
  tx: TxCtx,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<StoredRecurring | null> {
  const found = await findTaskOfRun(tx, id, { lock });
  return found === null || found.isDeleted ? null : found.task;
}

/** The same, a deleted one as well: its runs are told of until the last one is over. */
export async function findTaskOfRun(
  tx: TxCtx,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<{ task: StoredRecurring; isDeleted: boolean } | null> {
  const { rows } = await sql<StoredRecurring & { is_deleted: boolean }>`
    select ${SELECTED}, deleted_at is not null as is_deleted from project_recurring_tasks
    where workspace_id = ${tx.workspaceId} and id = ${id}
    ${lock ? sql`for update` : sql``}`.execute(tx.db);
  const [row] = rows;
  if (!row) return null;
  const { is_deleted: isDeleted, ...task } = row;
  return { task, isDeleted };
}

/** In the order in which they were added. */
export async function selectRecurring(tx: TxCtx, projectId: string): Promise<StoredRecurring[]> {
  const { rows } = await sql<StoredRecurring>`
    select ${SELECTED} from project_recurring_tasks
    where workspace_id = ${tx.workspaceId} and project_id = ${projectId} and deleted_at is null
    order by created_at, id limit 200`.execute(tx.db);
  return rows;
}

export type Change = Partial<
  Pick<StoredRecurring, "title" | "cron_expr" | "timezone" | "payload" | "priority" | "missed_policy" | "overlap">
> & {
  enabled?: boolean;
  follows_zone?: boolean;
  paused_why?: string | null;
  failures?: number;
  next_run_at?: string | null;
  planned_at?: string;
  last_run_at?: string;
  deleted_at?: string;
};

/** A change of what a person sees counts its revision up. */
export async function updateRecurring(
  tx: TxCtx,
  id: string,
  { change, seen }: { change: Change; seen: boolean },
): Promise<void> {
  const { payload, ...rest } = change;
  await tx.db
    .updateTable("project_recurring_tasks")
    .set({
      ...rest,
      ...(payload !== undefined && { payload: JSON.stringify(payload) }),
      ...(seen && { revision: sql<number>`revision + 1` }),
    })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", id)
    .execute();
}

export async function callAddNightlyTask(tx: TxCtx, projectId: string): Promise<void> {
  await sql`select private.add_nightly_task(${tx.workspaceId}, ${projectId})`.execute(tx.db);
}
