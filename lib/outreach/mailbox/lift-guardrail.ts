import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { GuardrailLifted } from "./events";
import { otherMailboxes } from "./other-mailboxes";
import { FIRST_MAILBOX, type MailboxRef, type Pacing } from "./schemas";
import { callPacingNow, upsertPacing } from "./store-pacing";

/**
 * Lets a mailbox, or without `only` each of them, send again after a guardrail stopped it; what happened until now is not counted again. A decision of a person, recorded
 * in the ledger, never of an API key or a job. Without a guardrail it changes nothing. Campaigns that were paused are resumed one by one.
 */
export async function liftGuardrail(ctx: WorkspaceCtx, only?: MailboxRef): Promise<Pacing> {
  requirePermission(ctx, "campaigns.write");
  requirePermission(ctx, "drafts.write");

  return withTransaction(ctx, async (tx) => {
    const mailboxes = only ? [only.mailbox] : [FIRST_MAILBOX, ...(await otherMailboxes(tx))];
    for (const mailbox of mailboxes) {
      const { guardrail } = await callPacingNow(tx, mailbox);
      if (guardrail === null) continue;
      await upsertPacing(tx, mailbox, { guardrail: null, guardrail_at: null, counted_since: tx.now().toISOString() });
      await appendEvent(tx, GuardrailLifted, { guardrail });
    }
    return callPacingNow(tx, only?.mailbox ?? FIRST_MAILBOX);
  });
}
