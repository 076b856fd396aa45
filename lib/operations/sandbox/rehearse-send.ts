import type { SendAnswer } from "@/lib/contracts/engine";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { getMailAccount } from "@/lib/outreach/mailbox/get-mail-account";
import { revealMailAccount } from "@/lib/outreach/mailbox/reveal-mail-account";
import { undelivered } from "@/lib/outreach/mailbox/undelivered";
import { toAccountMessage } from "@/lib/outreach/sequence/to-account-message";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import type { Delivery } from "@/lib/providers/mail/port";
import { mailAccounts } from "@/lib/providers/mail/select";
import { lockRehearsedClaim, type RehearsedClaim } from "./lock-rehearsed-claim";
import { redactWords } from "./redact-sample";
import { rehearsedEmail } from "./rehearsed-email";
import type { RunResult } from "./schemas";
import { updateRun, type StoredRun } from "./store";

/** Kept before the email is handed over, so that a run that dies there does not send it again. */
const UNDER_WAY: Delivery = { status: "unknown", response: "The outcome was not recorded.", code: null };

/** Sends the test email by the workspace's own account, once: asked again, it answers what is known. No state but the run's depends on it. */
export async function rehearseSend(ctx: WorkspaceCtx, ref: RehearsedClaim): Promise<SendAnswer> {
  requirePermission(ctx, "sequence.write");
  // No event: the run's end is a line of the ledger.
  // The account is opened here and never leaves: the caller reads the outcome only.
  const inside: WorkspaceCtx = { ...ctx, actor: { type: "job", job: "sandbox.rehearse_send" } };
  const { usesTestMailbox: trusted } = await getMailAccount(inside);
  const account = await revealMailAccount(inside).catch(undelivered);
  const { claim, run } = await withTransaction(ctx, async (tx) => {
    const locked = await lockRehearsedClaim(tx, ref);
    if (locked.result.email?.status !== "claimed") return { claim: null, run: locked };
    const email = await rehearsedEmail(tx, locked);
    await updateRun(tx, locked.id, { result: withDelivery(locked, UNDER_WAY) });
    return { claim: email.claim, run: locked };
  });
  if (claim === null) return answerOf(run.claimId, { email: run.result.email, recorded: false });

  const delivery =
    "status" in account ? account : await mailAccounts().deliver(account, toAccountMessage(claim), { trusted });
  return withTransaction(ctx, async (tx) => {
    const result = withDelivery(await lockRehearsedClaim(tx, ref), delivery);
    await updateRun(tx, run.id, { result });
    return answerOf(run.claimId, { email: result.email, recorded: true });
  });
}

const withDelivery = ({ result }: StoredRun, { status, response }: Delivery): RunResult => ({
  ...result,
  ...(result.email && { email: { ...result.email, status, response: redactWords(response).slice(0, 1_000) } }),
});

const answerOf = (
  claimId: string,
  { email, recorded }: { email: RunResult["email"]; recorded: boolean },
): SendAnswer => ({
  claim_id: claimId,
  status: email?.status === "sent" ? "sent" : "failed",
  recorded,
  stop: false,
  message_id: null,
  response: email?.response ?? null,
});
