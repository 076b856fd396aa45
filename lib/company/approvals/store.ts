import { sql } from "kysely";
import { isBefore, pageOf, positionOfRow, readCursor } from "@/lib/platform/keyset";
import type { Permission } from "@/lib/platform/permissions";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import {
  TAB_STATES,
  type Approval,
  type ApprovalState,
  type ListApprovalsQuery,
  type Origin,
  type StoredApproval,
} from "./schemas";
import { OPEN_STATES } from "./transitions";

const COLUMNS = sql`a.id, a.project_id, a.action_type, a.title, a.account_label, a.state, a.why, a.version, a.origin, a.requested_by,
  a.task_id, a.recommendation_id, a.permission, a.dedupe_key, a.cost_cap_cents, a.undo_window_seconds, a.expires_at, a.execute_by, a.not_before, a.decided_at, a.decided_by, a.note, a.erased_at,
  a.created_at, case when a.state in ('approved', 'queued') then (
    select jsonb_build_object('reason', coalesce(w.frozen_reason, ''), 'since', w.frozen_at) from workspaces w where w.id = a.workspace_id and w.status = 'frozen'
  ) end as held, (select v.composed_at from approval_versions v where v.workspace_id = a.workspace_id and v.approval_id = a.id and v.version = a.version) as composed_at`;

export type NewApproval = {
  id: string;
  projectId: string;
  actionType: string;
  permission: Permission;
  title: string;
  accountLabel: string;
  dedupeKey: string | null;
  origin: Origin;
  requestedBy: string | null;
  taskId: string | null;
  recommendationId: string | null;
  costCapCents: number;
  undoWindowSeconds: number;
  expiresAt: string;
  executeBy: string;
};

/** False when an open proposal holds the same dedupe key. */
export async function insertApproval(tx: TxCtx, row: NewApproval): Promise<boolean> {
  const inserted = await tx.db
    .insertInto("approvals")
    .values({
      id: row.id,
      workspace_id: tx.workspaceId,
      project_id: row.projectId,
      action_type: row.actionType,
      permission: row.permission,
      title: row.title,
      account_label: row.accountLabel,
      dedupe_key: row.dedupeKey,
      origin: row.origin,
      requested_by: row.requestedBy,
      task_id: row.taskId,
      recommendation_id: row.recommendationId,
      cost_cap_cents: row.costCapCents,
      undo_window_seconds: row.undoWindowSeconds,
      expires_at: row.expiresAt,
      execute_by: row.executeBy,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["project_id", "dedupe_key"])
        .where("state", "in", [...OPEN_STATES])
        .doNothing(),
    )
    .returning("id")
    .executeTakeFirst();
  return inserted !== undefined;
}

/** The row, locked until the transaction ends where it is going to change. */
export async function findApproval(
  tx: TxCtx,
  approvalId: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<StoredApproval | null> {
  const { rows } = await sql<StoredApproval>`
    select ${COLUMNS}
    from approvals a
    where a.workspace_id = ${tx.workspaceId} and a.id = ${approvalId}
    ${lock ? sql`for update` : sql``}`.execute(tx.db);
  return rows[0] ?? null;
}

/** The open proposal that holds a dedupe key. */
export async function findOpenByKey(tx: TxCtx, of: { projectId: string; dedupeKey: string }): Promise<string | null> {
  const row = await tx.db
    .selectFrom("approvals")
    .select("id")
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", of.projectId)
    .where("dedupe_key", "=", of.dedupeKey)
    .where("state", "in", [...OPEN_STATES])
    .executeTakeFirst();
  return row?.id ?? null;
}

/**
 * The states of the proposals with this key that changed since a moment, and when, the newest first. One that expired by another's doing, before its
 * time or after it was approved, is left out: that was no silence.
 */
export async function selectStatesByKey(
  tx: TxCtx,
  { projectId, dedupeKey, since }: { projectId: string; dedupeKey: string; since: string },
): Promise<{ state: ApprovalState; at: string }[]> {
  const { rows } = await sql<{ state: ApprovalState; at: string }>`
    select state, updated_at as at from approvals
    where workspace_id = ${tx.workspaceId} and project_id = ${projectId} and dedupe_key = ${dedupeKey} and updated_at >= ${since}
      and (state <> 'expired' or (decided_at is null and updated_at >= expires_at))
    order by updated_at desc
    limit 100`.execute(tx.db);
  return rows;
}

export type ApprovalChange = {
  state: ApprovalState;
  why?: string | null;
  version?: number;
  title?: string;
  account_label?: string;
  cost_cap_cents?: number;
  not_before?: string | null;
  expires_at?: string;
  execute_by?: string;
  decided_at?: string | null;
  decided_by?: string | null;
  decided_via?: string | null;
  note?: string | null;
};

/** Changes an approval that is in `from`; false when it is not any more. */
export async function updateApproval(
  tx: TxCtx,
  { id, from }: { id: string; from: ApprovalState },
  change: ApprovalChange,
): Promise<boolean> {
  const row = await tx.db
    .updateTable("approvals")
    .set(change)
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", id)
    .where("state", "=", from)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Newest first. */
export async function selectApprovals(
  tx: TxCtx,
  { projectId, tab, action_type, cursor, limit }: ListApprovalsQuery & { projectId: string },
): Promise<{ data: Approval[]; next_cursor: string | null }> {
  const states = tab ? sql`and a.state = any(${[...TAB_STATES[tab]]}::text[])` : sql``;
  const kind = action_type ? sql`and a.action_type = ${action_type}` : sql``;
  const before = cursor ? sql`and ${isBefore(readCursor(cursor))}` : sql``;
  const { rows } = await sql<Approval & { position: string }>`
    select ${COLUMNS}, a.position from (
      select *, ${positionOfRow} as position from approvals
      where workspace_id = ${tx.workspaceId} and project_id = ${projectId}) a
    where true ${states} ${kind} ${before}
    order by a.created_at desc, a.id desc
    limit ${limit + 1}`.execute(tx.db);
  return pageOf(
    rows.map(({ position, ...item }) => ({ item, position })),
    limit,
  );
}

/** How many proposals of a company stand in each tab that asks for somebody. */
export async function countOpen(tx: TxCtx, projectId: string): Promise<{ needs_you: number; queued: number }> {
  const { rows } = await sql<{ needs_you: number; queued: number }>`
    select count(*) filter (where state = any(${[...TAB_STATES.needs_you]}::text[]))::int as needs_you,
      count(*) filter (where state = any(${[...TAB_STATES.queued]}::text[]))::int as queued
    from approvals
    where workspace_id = ${tx.workspaceId} and project_id = ${projectId}
      and state in ('pending', 'revised', 'approved', 'queued', 'executing', 'failed', 'unknown', 'contradicted')`.execute(
    tx.db,
  );
  return rows[0] ?? { needs_you: 0, queued: 0 };
}

/** Proposals past their deadline: for a decision, or for being carried out. */
export async function selectOverdue(tx: TxCtx): Promise<string[]> {
  const now = tx.now().toISOString();
  const { rows } = await sql<{ id: string }>`
    select id from approvals
    where workspace_id = ${tx.workspaceId}
      and (state in ('pending', 'revised') and expires_at <= ${now} or state = 'queued' and execute_by <= ${now})
    order by expires_at
    limit 500`.execute(tx.db);
  return rows.map(({ id }) => id);
}

/** The workspaces with proposals past their deadline. */
export async function selectOverdueWorkspaces(tx: ServiceTx): Promise<string[]> {
  const now = tx.now().toISOString();
  const { rows } = await sql<{ workspace_id: string }>`
    select distinct workspace_id from approvals
    where state in ('pending', 'revised') and expires_at <= ${now} or state = 'queued' and execute_by <= ${now}
    limit 1000`.execute(tx.db);
  return rows.map(({ workspace_id }) => workspace_id);
}

/** The checker's verdict about an executed action; only `checker_role` may store one. */
export async function updateVerdict(
  tx: TxCtx,
  { approvalId, verdict, words }: { approvalId: string; verdict: ApprovalState; words: string },
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    update approvals set state = ${verdict}, why = ${words}
    where workspace_id = ${tx.workspaceId} and id = ${approvalId}
      and state in ('executed', 'verified', 'contradicted', 'unverifiable')
    returning id`.execute(tx.db);
  return rows.length > 0;
}

/** The states of the actions of a task, the newest first. */
export async function selectVerdictsOfTask(tx: TxCtx, taskId: string): Promise<ApprovalState[]> {
  const rows = await tx.db
    .selectFrom("approvals")
    .select("state")
    .where("workspace_id", "=", tx.workspaceId)
    .where("task_id", "=", taskId)
    .orderBy("created_at", "desc")
    .limit(200)
    .execute();
  return rows.map(({ state }) => state as ApprovalState);
}

export async function selectOfTask(tx: TxCtx, taskId: string): Promise<Approval[]> {
  const { rows } = await sql<Approval>`
    select ${COLUMNS} from approvals a
    where a.workspace_id = ${tx.workspaceId} and a.task_id = ${taskId}
    order by a.created_at desc
    limit 200`.execute(tx.db);
  return rows;
}

/** The proposals of a company that wait for a decision, the oldest first. */
export async function selectUndecided(
  tx: TxCtx,
  { projectId, limit }: { projectId: string; limit: number },
): Promise<{ id: string; origin: Origin }[]> {
  const { rows } = await sql<{ id: string; origin: Origin }>`
    select id, origin from approvals
    where workspace_id = ${tx.workspaceId} and project_id = ${projectId} and state = 'pending'
    order by created_at, id
    limit ${limit}`.execute(tx.db);
  return rows;
}
