import { sql, type RawBuilder } from "kysely";
import type { Json, Verdict } from "@/lib/company/approvals/schemas";
import { isBefore, pageOf, positionOfRow, readCursor } from "@/lib/platform/keyset";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import type { ListReceiptsQuery, Receipt, ReceiptCheck, VerifiedRatio } from "./schemas";

const COLUMNS: RawBuilder<unknown> = sql`r.id, r.project_id, r.approval_id, r.task_id, r.action_type, r.title, r.contract, r.verdict, r.words,
  r.checks, r.checked_at, r.next_check_at, r.erased_at, r.created_at`;

type NewReceipt = {
  id: string;
  projectId: string;
  approvalId: string | null;
  taskId: string | null;
  actionType: string;
  title: string;
  contract: Json;
  firstLookAt: string;
};

/** Begins the receipt of an executed approval, or another one of a task; the one of an approval is there once. */
export async function insertReceipt(tx: TxCtx, row: NewReceipt): Promise<void> {
  await sql`
    insert into receipts (id, workspace_id, project_id, approval_id, task_id, action_type, title, contract, next_check_at)
    values (${row.id}, ${tx.workspaceId}, ${row.projectId}, ${row.approvalId}, ${row.taskId}, ${row.actionType}, ${row.title},
      ${JSON.stringify(row.contract)}::jsonb, ${row.firstLookAt})
    on conflict (approval_id) do nothing`.execute(tx.db);
}

export async function findReceipt(tx: TxCtx, receiptId: string): Promise<Receipt | null> {
  const { rows } = await sql<Receipt>`
    select ${COLUMNS} from receipts r where r.workspace_id = ${tx.workspaceId} and r.id = ${receiptId}`.execute(tx.db);
  return rows[0] ?? null;
}

export async function selectReceiptsOf(tx: TxCtx, of: { approvalId?: string; taskId?: string }): Promise<Receipt[]> {
  const { rows } = await sql<Receipt>`
    select ${COLUMNS} from receipts r
    where r.workspace_id = ${tx.workspaceId}
      and (r.approval_id = ${of.approvalId ?? null} or r.task_id = ${of.taskId ?? null})
    order by r.created_at desc
    limit 100`.execute(tx.db);
  return rows;
}

/** Newest first. */
export async function selectReceipts(
  tx: TxCtx,
  { projectId, verdict, cursor, limit }: ListReceiptsQuery & { projectId: string },
): Promise<{ data: Receipt[]; next_cursor: string | null }> {
  const only = verdict ? sql`and r.verdict = ${verdict}` : sql``;
  const before = cursor ? sql`and ${isBefore(readCursor(cursor))}` : sql``;
  const { rows } = await sql<Receipt & { position: string }>`
    select ${COLUMNS}, r.position from (
      select *, ${positionOfRow} as position from receipts
      where workspace_id = ${tx.workspaceId} and project_id = ${projectId}) r
    where true ${only} ${before}
    order by r.created_at desc, r.id desc
    limit ${limit + 1}`.execute(tx.db);
  return pageOf(
    rows.map(({ position, ...item }) => ({ item, position })),
    limit,
  );
}

/** The newest first. */
export async function selectChecks(tx: TxCtx, receiptId: string): Promise<ReceiptCheck[]> {
  return tx.db
    .selectFrom("receipt_checks")
    .select(["id", "name", "verdict", "words", "observed", "evidence", "evidence_sha256", "checked_at"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("receipt_id", "=", receiptId)
    .orderBy("checked_at", "desc")
    .limit(200)
    .execute() as Promise<ReceiptCheck[]>;
}

/** A receipt is of an approval or of a task, and that says who proposed it. */
export async function selectRatios(tx: TxCtx, projectId: string): Promise<VerifiedRatio[]> {
  const { rows } = await sql<VerifiedRatio>`
    select action_type, sum(verified)::int as verified, sum(judged)::int as judged,
      jsonb_agg(jsonb_build_object('origin', origin, 'verified', verified, 'judged', judged) order by origin) as origins
    from (
      select r.action_type, coalesce(a.origin, t.origin) as origin,
        count(*) filter (where r.verdict = 'verified') as verified, count(*) as judged
      from receipts r
      left join approvals a on a.workspace_id = r.workspace_id and a.id = r.approval_id
      left join tasks t on t.workspace_id = r.workspace_id and t.id = r.task_id
      where r.workspace_id = ${tx.workspaceId} and r.project_id = ${projectId} and r.verdict <> 'pending'
      group by 1, 2) shares
    group by action_type
    order by action_type`.execute(tx.db);
  return rows;
}

/** Receipts that are due for a look, in any workspace. */
export async function selectDue(tx: ServiceTx): Promise<{ workspaceId: string; receiptId: string }[]> {
  const { rows } = await sql<{ workspaceId: string; receiptId: string }>`
    select workspace_id as "workspaceId", id as "receiptId" from receipts
    where next_check_at <= ${tx.now().toISOString()}
    order by next_check_at
    limit 500`.execute(tx.db);
  return rows;
}

export type NewCheck = {
  receiptId: string;
  name: string;
  verdict: Verdict;
  words: string;
  observed: Json;
  evidence: string;
  evidenceSha256: string;
  nextCheckAt: string | null;
};

/** Stores one look with its verdict. Only `checker_role` may. */
export async function insertCheck(tx: TxCtx, check: NewCheck): Promise<void> {
  const at = tx.now().toISOString();
  await sql`
    insert into receipt_checks (workspace_id, receipt_id, name, verdict, words, observed, evidence, evidence_sha256, checked_at)
    values (${tx.workspaceId}, ${check.receiptId}, ${check.name}, ${check.verdict}, ${check.words},
      ${JSON.stringify(check.observed)}::jsonb, ${check.evidence}, ${check.evidenceSha256}, ${at})`.execute(tx.db);
  await sql`
    update receipts set verdict = ${check.verdict}, words = ${check.words}, checks = checks + 1, checked_at = ${at},
      next_check_at = ${check.nextCheckAt}
    where workspace_id = ${tx.workspaceId} and id = ${check.receiptId}`.execute(tx.db);
}
