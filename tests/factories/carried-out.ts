import { checkReceipt } from "@/lib/autopilot/actions/check-receipt";
import { executeApproval } from "@/lib/autopilot/actions/execute-approval";
import { proposeAction } from "@/lib/autopilot/actions/propose-action";
import { resolveExecution } from "@/lib/autopilot/actions/resolve-execution";
import { decideApproval } from "@/lib/company/approvals/decide-approval";
import { getApproval } from "@/lib/company/approvals/get-approval";
import type { ApprovalDetail, ProposeAction } from "@/lib/company/approvals/schemas";
import { listReceipts } from "@/lib/company/receipts/list-receipts";
import type { Receipt } from "@/lib/company/receipts/schemas";
import { jobCtx, type Company, type JobCtx } from "./test-world";

/** The job's context some seconds from now: after the undo window unless another number is given. */
export const later = ({ owner }: Company, seconds = 31): JobCtx => ({
  ...jobCtx(owner),
  now: () => new Date(Date.now() + seconds * 1000),
});

/** Proposes an action of the true registry and approves it. */
export async function approvedAction(company: Company, action_type: string, payload: object): Promise<string> {
  const { owner, projectId } = company;
  const proposal = { projectId, action_type, payload: payload as ProposeAction["payload"] };
  const { id, version } = await proposeAction(owner, proposal);
  await decideApproval(owner, { approvalId: id, version, decision: "approved", via: "app" });
  return id;
}

export const execute = (company: Company, approvalId: string): Promise<void> =>
  executeApproval(later(company), { approvalId, version: 1 });
export const lookUp = (company: Company, approvalId: string): Promise<void> =>
  resolveExecution(later(company), { approvalId });
export const approval = ({ owner }: Company, approvalId: string): Promise<ApprovalDetail> =>
  getApproval(owner, { approvalId });

/** One look of the checker at an approval's receipt. */
export async function look(company: Company, approvalId: string, seconds?: number): Promise<Receipt> {
  const { owner, projectId } = company;
  const { data } = await listReceipts(owner, { projectId, limit: 200 });
  const receipt = data.find((one) => one.approval_id === approvalId);
  if (!receipt) throw new Error("the approval has no receipt");
  return checkReceipt(later(company, seconds), { receiptId: receipt.id });
}

/** Carries an action out, from its proposal to the first look of the checker. */
export async function carriedOut(
  company: Company,
  action_type: string,
  payload: object,
): Promise<{ id: string; receipt: Receipt }> {
  const id = await approvedAction(company, action_type, payload);
  await execute(company, id);
  return { id, receipt: await look(company, id) };
}
