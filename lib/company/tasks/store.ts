import { isBefore, pageOf, positionOfRow, readCursor } from "@/lib/platform/keyset";
import { sql } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";
import type { JsonObject, Origin } from "@/lib/company/approvals/schemas";
import { TAB_STATES, type ListTasksQuery, type Task, type TaskState } from "./schemas";

const TASK = sql`t.id, t.project_id, t.title, t.description, t.agent, t.origin, t.state, t.why, t.contract, t.created_by, t.closed_at,
  t.created_at, t.recommendation_id`;

export type NewTask = {
  id: string;
  projectId: string;
  title: string;
  description: string;
  agent: string;
  origin: Origin;
  state: TaskState;
  contract: JsonObject | null;
  recommendationId: string | null;
  createdBy: string | null;
};

export async function insertTask(tx: TxCtx, row: NewTask): Promise<void> {
  await tx.db
    .insertInto("tasks")
    .values({
      id: row.id,
      workspace_id: tx.workspaceId,
      project_id: row.projectId,
      title: row.title,
      description: row.description,
      agent: row.agent,
      origin: row.origin,
      state: row.state,
      contract: row.contract === null ? null : JSON.stringify(row.contract),
      recommendation_id: row.recommendationId,
      created_by: row.createdBy,
    })
    .execute();
}

/** The row, locked until the transaction ends where it is going to change. */
export async function findTask(
  tx: TxCtx,
  taskId: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<Task | null> {
  const { rows } = await sql<Task>`
    select ${TASK} from tasks t where t.workspace_id = ${tx.workspaceId} and t.id = ${taskId}
    ${lock ? sql`for update` : sql``}`.execute(tx.db);
  return rows[0] ?? null;
}

/** Changes a task that is in `from`; false when it is not any more. */
export async function updateTask(
  tx: TxCtx,
  { id, from }: { id: string; from: TaskState },
  { state, why, closedAt }: { state: TaskState; why: string | null; closedAt: string | null },
): Promise<boolean> {
  const row = await tx.db
    .updateTable("tasks")
    .set({ state, why, closed_at: closedAt })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", id)
    .where("state", "=", from)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Newest first. */
export async function selectTasks(
  tx: TxCtx,
  { projectId, tab, cursor, limit }: ListTasksQuery & { projectId: string },
): Promise<{ data: Task[]; next_cursor: string | null }> {
  const states = tab ? sql`and t.state = any(${[...TAB_STATES[tab]]}::text[])` : sql``;
  const before = cursor ? sql`and ${isBefore(readCursor(cursor))}` : sql``;
  const { rows } = await sql<Task & { position: string }>`
    select ${TASK}, t.position from (
      select *, ${positionOfRow} as position from tasks
      where workspace_id = ${tx.workspaceId} and project_id = ${projectId}) t
    where true ${states} ${before}
    order by t.created_at desc, t.id desc
    limit ${limit + 1}`.execute(tx.db);
  return pageOf(
    rows.map(({ position, ...item }) => ({ item, position })),
    limit,
  );
}
