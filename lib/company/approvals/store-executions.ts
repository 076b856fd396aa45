import { sql } from "kysely";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import type { ActionExecution, Json, JsonObject } from "./schemas";

export type RunningExecution = {
  id: string;
  approvalId: string;
  version: number;
  attempt: number;
  state: ActionExecution["state"];
  idempotencyKey: string;
  provider: string | null;
  providerId: string | null;
  startedAt: string;
  observed: Json;
};

const RUNNING = sql`id, approval_id as "approvalId", version, attempt, state, idempotency_key as "idempotencyKey", provider,
  provider_id as "providerId", started_at as "startedAt", observed`;

/** The next attempt, written before the provider is called. */
export async function insertExecution(
  tx: TxCtx,
  { approvalId, version, idempotencyKey }: { approvalId: string; version: number; idempotencyKey: string },
): Promise<RunningExecution> {
  const { rows } = await sql<RunningExecution>`
    insert into action_executions (workspace_id, approval_id, version, attempt, idempotency_key, started_at)
    values (${tx.workspaceId}, ${approvalId}, ${version},
      (select count(*) + 1 from action_executions where workspace_id = ${tx.workspaceId} and approval_id = ${approvalId}),
      ${idempotencyKey}, ${tx.now().toISOString()})
    returning ${RUNNING}`.execute(tx.db);
  const [row] = rows;
  if (!row) throw new Error("An attempt was written and not returned.");
  return row;
}

/** The newest attempt at an approval; null when there was none. */
export async function findLatestExecution(tx: TxCtx, approvalId: string): Promise<RunningExecution | null> {
  const { rows } = await sql<RunningExecution>`
    select ${RUNNING} from action_executions
    where workspace_id = ${tx.workspaceId} and approval_id = ${approvalId}
    order by attempt desc
    limit 1`.execute(tx.db);
  return rows[0] ?? null;
}

export type Settlement = {
  state: ActionExecution["state"];
  provider: string;
  providerId: string | null;
  code: string | null;
  words: string;
  observed: JsonObject;
};

/** Settles an attempt that nobody settled; false when it was. */
export async function updateExecution(tx: TxCtx, executionId: string, settled: Settlement): Promise<boolean> {
  const row = await tx.db
    .updateTable("action_executions")
    .set({
      state: settled.state,
      provider: settled.provider,
      provider_id: settled.providerId,
      code: settled.code,
      words: settled.words.slice(0, 1000),
      observed: JSON.stringify(settled.observed),
      finished_at: tx.now().toISOString(),
    })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", executionId)
    .where("state", "in", ["executing", "unknown"])
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** The newest first. */
export async function selectExecutions(tx: TxCtx, approvalId: string): Promise<ActionExecution[]> {
  const rows = await tx.db
    .selectFrom("action_executions")
    .select([
      "id",
      "version",
      "attempt",
      "state",
      "provider",
      "provider_id",
      "code",
      "words",
      "started_at",
      "finished_at",
    ])
    .where("workspace_id", "=", tx.workspaceId)
    .where("approval_id", "=", approvalId)
    .orderBy("attempt", "desc")
    .limit(200)
    .execute();
  return rows as ActionExecution[];
}

/** Attempts that began before a moment and are not settled, in any workspace. */
export async function selectUnsettled(
  tx: ServiceTx,
  before: string,
): Promise<{ workspaceId: string; approvalId: string }[]> {
  const { rows } = await sql<{ workspaceId: string; approvalId: string }>`
    select workspace_id as "workspaceId", approval_id as "approvalId" from action_executions
    where state in ('executing', 'unknown') and started_at < ${before} and started_at > ${before}::timestamptz - interval '14 days'
    order by started_at
    limit 500`.execute(tx.db);
  return rows;
}

/** Notes that the founder was asked about the newest attempt; false when that was done before. */
export async function updateAsked(tx: TxCtx, approvalId: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    update action_executions set asked_at = ${tx.now().toISOString()}
    where workspace_id = ${tx.workspaceId} and approval_id = ${approvalId} and state = 'unknown' and asked_at is null
    returning id`.execute(tx.db);
  return rows.length > 0;
}

/** The newest attempt that carried out an action of this kind for the company; null when there was none. */
export async function findExecutedOfKind(
  tx: TxCtx,
  of: { projectId: string; actionType: string },
): Promise<{ id: string } | null> {
  const { rows } = await sql<{ id: string }>`
    select e.id from approvals a
    join action_executions e on e.workspace_id = a.workspace_id and e.approval_id = a.id and e.state = 'executed'
    where a.workspace_id = ${tx.workspaceId} and a.project_id = ${of.projectId} and a.action_type = ${of.actionType}
    order by a.created_at desc, a.id desc
    limit 1`.execute(tx.db);
  return rows[0] ?? null;
}
