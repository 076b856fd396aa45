import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { RepliesConfirmed } from "./events";
import { getMailAccount } from "./get-mail-account";
import { FIRST_MAILBOX, type Pacing, type ReadReplies } from "./schemas";
import { callPacingNow, upsertPacing } from "./store-pacing";

/**
 * Records that a founder reads the answers to a mailbox themselves, so that follow-ups leave without a connected mailbox; or takes it back, and they wait
 * again from the next claim on. Only a person can say so, never an API key. Repeated, it changes nothing.
 */
export async function readReplies(
  ctx: WorkspaceCtx,
  { read_by_founder: reads, mailbox = FIRST_MAILBOX }: ReadReplies & { mailbox?: number },
): Promise<Pacing> {
  requirePermission(ctx, "onboarding.write");
  requirePermission(ctx, "drafts.write");

  return withTransaction(ctx, async (tx) => {
    if (mailbox !== FIRST_MAILBOX) await getMailAccount(tx, mailbox);
    const before = await callPacingNow(tx, mailbox);
    if ((before.replies_read_since !== null) === reads) return before;
    await upsertPacing(tx, mailbox, { replies_read_since: reads ? tx.now().toISOString() : null });
    await appendEvent(tx, RepliesConfirmed, { reads });
    return callPacingNow(tx, mailbox);
  });
}
