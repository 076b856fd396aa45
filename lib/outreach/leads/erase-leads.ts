import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { forgetInJobs } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { expireApproval } from "@/lib/company/approvals/expire-approval";
import { requireApproval } from "@/lib/company/approvals/require-approval";
import { eraseMail } from "@/lib/company/mail/erase-mail";
import { LeadsErased } from "./events";
import type { ErasedLeads } from "./schemas";
import { callEraseCopiesOfLeads, callEraseLead, countApprovedEmails, selectPeoplePattern } from "./store-lead";

/**
 * Erases people from every table that names them, with the mail between them and the company's own address, and answers how many there
 * were, and how many approved emails to them. Numbers keep their value; an opt-out holds when the address is imported again, with
 * `doNotContact` for every one of them. An email that is claimed is given back, not sent, and a proposal that names one of them ends.
 * Approvals and receipts keep their hashes and verdicts, without the address and the words; jobs that were given the address end or forget it.
 * The ledger says how many, not who.
 */
export async function eraseLeads(
  ctx: WorkspaceCtx,
  { leadIds, doNotContact }: { leadIds: readonly string[]; doNotContact: boolean },
): Promise<ErasedLeads> {
  requirePermission(ctx, "leads.write");

  return withTransaction(ctx, async (tx) => {
    const voided_approvals = await countApprovedEmails(tx, leadIds);
    const people = await selectPeoplePattern(tx, leadIds);
    for (const approvalId of await callEraseCopiesOfLeads(tx, leadIds)) {
      await expireApproval(
        tx,
        await requireApproval(tx, approvalId, { lock: true }),
        "a person whom it named was erased.",
      );
    }
    await eraseMail(tx, leadIds);
    const erased = await callEraseLead(tx, leadIds, doNotContact);
    if (people !== null) await forgetInJobs(tx, people);
    if (erased > 0) await appendEvent(tx, LeadsErased, { count: erased, doNotContact });
    return { erased, voided_approvals };
  });
}
