import { otherMailboxes } from "@/lib/outreach/mailbox/other-mailboxes";
import { enqueue } from "@/lib/platform/queue";
import type { TxCtx } from "@/lib/platform/transaction";
import { SendClaim } from "./jobs";
import type { ClaimDue } from "./store-claims";
import { takeClaims } from "./take-claims";

/** So many of a mailbox are under way that each is sent before its claim runs out. */
const MOST = 50;

/**
 * Claims what is due from each mailbox but the first, and enqueues a job for each email, which confirms it and sends it by its mailbox. In
 * the caller's transaction: the claims and their jobs are committed together.
 */
export async function claimForOthers(
  tx: TxCtx,
  asked: Omit<ClaimDue, "mailbox" | "limit" | "confirms">,
): Promise<void> {
  for (const mailbox of await otherMailboxes(tx)) {
    const claims = await takeClaims(tx, { ...asked, mailbox, limit: MOST, confirms: true });
    for (const { claim_id: claimId } of claims) await enqueue(tx, SendClaim, { workspaceId: tx.workspaceId, claimId });
  }
}
