import type { ClaimedEmail, ClaimRef, OutcomeAnswer } from "@/lib/contracts/engine";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { getMailAccount } from "@/lib/outreach/mailbox/get-mail-account";
import { revealMailAccount } from "@/lib/outreach/mailbox/reveal-mail-account";
import { undelivered } from "@/lib/outreach/mailbox/undelivered";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { AccountMessage } from "@/lib/providers/mail/port";
import { mailAccounts } from "@/lib/providers/mail/select";
import { confirmClaim } from "./confirm-claim";
import { noSuchClaim } from "./no-such-claim";
import { recordOutcome } from "./record-outcome";
import { openClaim } from "./open-claim";

/**
 * Confirms a claim, sends it by the account of its mailbox and records the outcome. 409 `claim.withdrawn` when it must not be sent, or
 * was confirmed before: then it may have been handed over already, and is not sent a second time.
 */
export async function sendClaim(ctx: WorkspaceCtx, { claimId }: ClaimRef): Promise<OutcomeAnswer> {
  requirePermission(ctx, "sequence.write");
  // The account is opened here and never leaves: the caller reads the outcome only.
  const inside: WorkspaceCtx = { ...ctx, actor: { type: "job", job: "sequence.send_claim" } };
  // Read before it is confirmed: the confirmation compares what was claimed with what would be rendered now.
  const claim = await withReadTransaction(ctx, (tx) => openClaim(tx, claimId));
  const { usesTestMailbox: trusted } = await getMailAccount(inside, claim?.mailbox);
  const account = await revealMailAccount(inside, claim?.mailbox).catch(undelivered);
  await confirmClaim(ctx, { claimId, once: true });
  if (!claim) throw noSuchClaim(ctx);

  const { status, response, code } =
    "status" in account ? account : await mailAccounts().deliver(account, messageOf(claim.email), { trusted });
  // An email that was handed over is recorded, whatever happened to the workspace meanwhile.
  return recordOutcome({ ...ctx, whileFrozen: true }, { claimId, status, response, code });
}

const messageOf = (email: ClaimedEmail): AccountMessage => ({
  to: { address: email.to, name: email.to_name },
  from: { address: email.from, name: email.from_name },
  replyTo: email.reply_to,
  subject: email.subject,
  text: email.text,
  html: email.html,
  headers: email.headers,
  messageId: email.message_id,
});
