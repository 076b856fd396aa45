import { createHash } from "node:crypto";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { notify } from "@/lib/foundation/notifications/notify";
import type { Check } from "@/lib/company/approvals/define-action";
import type { Link } from "@/lib/company/approvals/events";
import { listExecutions } from "@/lib/company/approvals/list-executions";
import { followVerdict } from "@/lib/company/approvals/follow-verdict";
import { requireApproval } from "@/lib/company/approvals/require-approval";
import { verdictsOfTask } from "@/lib/company/approvals/verdicts-of-task";
import { requireTask } from "@/lib/company/tasks/require-task";
import { settleTask } from "@/lib/company/tasks/settle-task";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { redactText } from "@/lib/platform/redact";
import { asRole, withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { ReceiptContradicted, ReceiptUnverifiable, ReceiptVerified } from "./events";
import { requireReceipt } from "./require-receipt";
import type { Receipt } from "./schemas";
import { insertCheck, selectReceiptsOf } from "./store";

const EVIDENCE_BYTES = 65_536;
const EVENTS = { verified: ReceiptVerified, contradicted: ReceiptContradicted, unverifiable: ReceiptUnverifiable };

type Looked = { receiptId: string; check: Check; nextCheckAt: string | null };

/**
 * Stores one look of the checker: verdict, facts, evidence, and when it looks next. The only place that calls something verified. A verdict
 * that differs from the one before is told in the ledger; one that turned against what was claimed is notified.
 */
export async function recordCheck(ctx: WorkspaceCtx, { receiptId, check, nextCheckAt }: Looked): Promise<Receipt> {
  requirePermission(ctx, "approvals.write");

  return withTransaction({ ...ctx, whileFrozen: true }, async (tx) => {
    const before = await requireReceipt(tx, receiptId);
    const evidenceSha256 = createHash("sha256").update(check.evidence).digest("hex");
    // A look that could not tell leaves what an earlier one saw.
    const verdict = check.verdict === "pending" ? before.verdict : check.verdict;
    const words = check.words.slice(0, 1000);
    await asRole(tx, "checker_role", async () => {
      const evidence = kept(check.evidence, hashesIn(before.contract));
      const { check: name, observed } = check;
      await insertCheck(tx, { receiptId, name, verdict, words, observed, evidence, evidenceSha256, nextCheckAt });
      const approvalId = before.approval_id;
      if (approvalId && verdict !== "pending") await followVerdict(tx, { approvalId, verdict, words });
    });
    if (verdict !== "pending" && verdict !== before.verdict) {
      await tell(tx, before, { verdict, words, check: check.check, evidenceSha256 });
      await settle(tx, before);
    }
    return requireReceipt(tx, receiptId);
  });
}

/** A hash that was approved is no secret, and the evidence proves nothing without it. */
const hashesIn = (contract: unknown): string[] =>
  Object.values(contract ?? {}).filter((value) => typeof value === "string" && /^[0-9a-f]{64}$/.test(value));

const kept = (evidence: string, known: readonly string[]): string => {
  const clean = known.reduceRight(
    (redacted: (text: string) => string, hash) => (text: string) => text.split(hash).map(redacted).join(hash),
    redactText,
  );
  const bytes = Buffer.from(clean(evidence).toWellFormed().replaceAll("\0", ""));
  // A character that the cut goes through becomes U+FFFD, three bytes: hence the room.
  return bytes.length <= EVIDENCE_BYTES ? bytes.toString() : bytes.subarray(0, EVIDENCE_BYTES - 4).toString();
};

type Seen = { verdict: keyof typeof EVENTS; words: string; check: string; evidenceSha256: string };

async function tell(tx: TxCtx, receipt: Receipt, { verdict, words, check, evidenceSha256 }: Seen): Promise<void> {
  const { id, project_id: projectId, approval_id, action_type, title } = receipt;
  const line = {
    receipt_id: id,
    approval_id,
    action_type,
    title,
    check,
    words,
    evidence_sha256: evidenceSha256,
    links: await linksOf(tx, receipt),
  };
  await appendEvent(tx, EVENTS[verdict], line, { projectId });
  if (verdict !== "contradicted") return;
  const data = { project_id: projectId, receipt_id: id };
  await notify(tx, [{ type: "receipt.contradicted", title: `“${title}” was claimed and is not true: ${words}`, data }]);
}

/** From the line about a receipt one walks to all that it stands on, and back. */
async function linksOf(tx: TxCtx, { id, approval_id, task_id }: Receipt): Promise<Link[]> {
  const approval = approval_id ? await requireApproval(tx, approval_id) : null;
  const [execution] = approval_id ? await listExecutions(tx, approval_id) : [];
  const taskId = approval?.task_id ?? task_id;
  const task = taskId ? await requireTask(tx, taskId) : null;
  const found = {
    receipt: id,
    approval: approval_id,
    execution: execution?.id,
    task: taskId,
    recommendation: approval?.recommendation_id ?? task?.recommendation_id,
  } as const;
  return (Object.keys(found) as (keyof typeof found)[]).flatMap((rel) => {
    const to = found[rel];
    return to ? [{ rel, id: to }] : [];
  });
}

/** The task behind the receipt gets the state of all its evidence. */
async function settle(tx: TxCtx, { approval_id, task_id }: Receipt): Promise<void> {
  const taskId = approval_id ? (await requireApproval(tx, approval_id)).task_id : task_id;
  if (!taskId) return;
  const own = await selectReceiptsOf(tx, { taskId });
  const newest = own.slice(0, 1).map(({ verdict }) => verdict);
  await settleTask(tx, { taskId, evidence: [...(await verdictsOfTask(tx, taskId)), ...newest] });
}
