import type { ClaimRef, SendAnswer } from "@/lib/contracts/engine";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { getMailAccount } from "@/lib/outreach/mailbox/get-mail-account";
import { revealMailAccount } from "@/lib/outreach/mailbox/reveal-mail-account";
import { undelivered } from "@/lib/outreach/mailbox/undelivered";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction } from "@/lib/platform/transaction";
import { mailAccounts } from "@/lib/providers/mail/select";
import { confirmClaim } from "./confirm-claim";
import { noSuchClaim } from "./no-such-claim";
import { recordOutcome } from "./record-outcome";
import { openClaim } from "./open-claim";
import { findGatewayClaim, type GatewayClaim } from "./store-outcomes";
import { toAccountMessage } from "./to-account-message";

/**
 * Takes a claim over, sends it by the account of its mailbox and records the outcome. Asked again, it answers that outcome, and 409
 * `claim.under_way` before there is one: whatever dies in between, a message that may have been handed over is not sent a second time. 409
 * `claim.withdrawn` when it must not be sent, or was confirmed by another caller.
 */
export async function sendClaim(ctx: WorkspaceCtx, { claimId }: ClaimRef): Promise<SendAnswer> {
  requirePermission(ctx, "sequence.write");
  // The account is opened here and never leaves: the caller reads the outcome only.
  const inside: WorkspaceCtx = { ...ctx, actor: { type: "job", job: "sequence.send_claim" } };
  // Read before it is confirmed: the confirmation compares what was claimed with what would be rendered now.
  const { claim, known } = await withReadTransaction(ctx, async (tx) => ({
    known: await findGatewayClaim(tx, claimId),
    claim: await openClaim(tx, claimId),
  }));
  if (known) return answerAgain(claimId, known);
  const { usesTestMailbox: trusted } = await getMailAccount(inside, claim?.mailbox);
  const account = await revealMailAccount(inside, claim?.mailbox).catch(undelivered);
  await confirmClaim(ctx, { claimId, once: true });
  if (!claim) throw noSuchClaim(ctx);

  const { status, response, code } =
    "status" in account ? account : await mailAccounts().deliver(account, toAccountMessage(claim.email), { trusted });
  // An email that was handed over is recorded, whatever happened to the workspace meanwhile.
  const answer = await recordOutcome(
    { ...ctx, whileFrozen: true },
    { claimId, status, response, code, fromGateway: true },
  );
  return { ...answer, message_id: answer.status === "sent" ? claim.email.message_id : null, response };
}

/** An email that is due again ends the caller's run: what kept it may keep the next one. */
function answerAgain(claimId: string, { status, messageId, response }: GatewayClaim): SendAnswer {
  if (status === "claimed") {
    throw new AppError("conflict", "This email is being sent. Ask again what became of it.", {
      code: "claim.under_way",
    });
  }
  const stop = status === "approved" || status === "drafted";
  return { claim_id: claimId, status, recorded: false, stop, message_id: messageId, response };
}
