import { sql } from "kysely";
import { isBefore, positionOfRow, readCursor } from "@/lib/platform/keyset";
import type { TxCtx } from "@/lib/platform/transaction";
import { Drawing, RunResult, RunStatus, SandboxWorkflow, TestLead, type ListTestRuns, type TestRun } from "./schemas";

export type StoredRun = TestRun & {
  workflowId: string;
  drawing: Drawing;
  instance: string;
  testLead: TestLead;
  claimId: string;
  claimedAt: string | null;
  result: RunResult;
};

type Row = Awaited<ReturnType<ReturnType<typeof runs>["execute"]>>[number];

const runs = (tx: TxCtx) =>
  tx.db
    .selectFrom("genesis.sandbox_test_runs")
    .selectAll()
    .select(positionOfRow.as("position"))
    .where("workspace_id", "=", tx.workspaceId);

function toRun(row: Row): StoredRun {
  const drawing = Drawing.parse(row.drawing);
  return {
    id: row.id,
    campaign_id: row.campaign_id,
    workflow: SandboxWorkflow.parse(row.template),
    name: drawing.name,
    execution_id: row.execution_id,
    status: RunStatus.parse(row.status),
    test_email: row.test_email,
    error: row.error,
    created_at: row.created_at,
    started_at: row.started_at,
    completed_at: row.completed_at,
    workflowId: row.workflow_id,
    drawing,
    instance: row.instance,
    testLead: TestLead.parse(row.test_lead),
    claimId: row.claim_id,
    claimedAt: row.claimed_at,
    result: RunResult.parse(row.result),
  };
}

/** Starts of the same workspace wait for each other from here to the end of the transaction, so that a limit is never passed. */
export async function lockStarts(tx: TxCtx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('sandbox.start ' || ${tx.workspaceId}::text, 0))`.execute(
    tx.db,
  );
}

/** Runs since a moment: how many, how many are under way, and when the first of them was started. */
export async function countRunsSince(
  tx: TxCtx,
  { since, openSince }: { since: Date; openSince: Date },
): Promise<{ count: number; open: number; oldest: string | null }> {
  const row = await tx.db
    .selectFrom("genesis.sandbox_test_runs")
    .select([
      sql<number>`count(*)::int`.as("count"),
      sql<number>`count(*) filter (where completed_at is null and created_at > ${openSince.toISOString()}::timestamptz)::int`.as(
        "open",
      ),
      sql<string | null>`min(created_at)`.as("oldest"),
    ])
    .where("workspace_id", "=", tx.workspaceId)
    .where("created_at", ">", since.toISOString())
    .executeTakeFirstOrThrow();
  return row;
}

export type NewRun = {
  campaignId: string;
  workflow: SandboxWorkflow;
  workflowId: string;
  drawing: Drawing;
  instance: string;
  testEmail: string;
  testLead: TestLead;
  requestedBy: string;
};

export async function insertRun(tx: TxCtx, run: NewRun): Promise<string> {
  const { id } = await tx.db
    .insertInto("genesis.sandbox_test_runs")
    .values({
      workspace_id: tx.workspaceId,
      campaign_id: run.campaignId,
      template: run.workflow,
      workflow_id: run.workflowId,
      drawing: JSON.stringify(run.drawing),
      instance: run.instance,
      test_email: run.testEmail,
      test_lead: JSON.stringify(run.testLead),
      requested_by: run.requestedBy,
      created_at: tx.now().toISOString(),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export async function findRun(tx: TxCtx, runId: string): Promise<StoredRun | null> {
  const row = await runs(tx).where("id", "=", runId).executeTakeFirst();
  return row ? toRun(row) : null;
}

/** The same, locked until the transaction ends. */
export async function lockRun(tx: TxCtx, runId: string): Promise<StoredRun | null> {
  const row = await runs(tx).where("id", "=", runId).forUpdate().executeTakeFirst();
  return row ? toRun(row) : null;
}

/** The newest one with that execution: a workspace that moved may have the number twice. */
export async function findRunOfExecution(tx: TxCtx, executionId: string): Promise<StoredRun | null> {
  const row = await runs(tx)
    .where("execution_id", "=", executionId)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .executeTakeFirst();
  return row ? toRun(row) : null;
}

/** The newest run of a campaign's workflow in which the model wrote something. */
export async function findDrafted(tx: TxCtx, campaignId: string): Promise<StoredRun | null> {
  const row = await runs(tx)
    .where("campaign_id", "=", campaignId)
    .where("template", "=", sql.lit("email_preparation"))
    .where(sql<boolean>`result ? 'drafts'`)
    .orderBy("created_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? toRun(row) : null;
}

export async function selectRuns(
  tx: TxCtx,
  { campaign_id, cursor, limit }: ListTestRuns,
): Promise<{ item: StoredRun; position: string }[]> {
  let query = runs(tx);
  if (campaign_id) query = query.where("campaign_id", "=", campaign_id);
  if (cursor) query = query.where(isBefore(readCursor(cursor)));
  const rows = await query.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).execute();
  return rows.map((row) => ({ item: toRun(row), position: row.position }));
}

type Change = Partial<{
  executionId: string;
  startedAt: string;
  claimedAt: string;
  result: RunResult;
  ended: { at: string; error: string | null };
}>;

/** The caller holds the run ({@link lockRun}). */
export async function updateRun(tx: TxCtx, runId: string, change: Change): Promise<void> {
  await tx.db
    .updateTable("genesis.sandbox_test_runs")
    .set({
      ...(change.executionId !== undefined && { execution_id: change.executionId, status: "running" }),
      ...(change.startedAt !== undefined && { started_at: change.startedAt }),
      ...(change.claimedAt !== undefined && { claimed_at: change.claimedAt }),
      ...(change.result !== undefined && { result: JSON.stringify(change.result) }),
      ...(change.ended && {
        status: change.ended.error === null ? "completed" : "failed",
        error: change.ended.error?.slice(0, 1_000) ?? null,
        completed_at: change.ended.at,
      }),
    })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", runId)
    .execute();
}
