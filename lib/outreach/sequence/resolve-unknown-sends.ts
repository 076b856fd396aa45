import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction, withTransaction } from "@/lib/platform/transaction";
import type { Arrival } from "@/lib/providers/mail/port";
import { testMailbox } from "@/lib/providers/mail/select";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { UnknownSend } from "./schemas";
import { settleUnknownSend } from "./settle-unknown-send";
import { findMailAccount } from "@/lib/outreach/mailbox/find-mail-account";
import type { MailAccount } from "@/lib/outreach/mailbox/schemas";
import { expireClaims, selectUnknownSends } from "./store-sends";

const BATCH = 500;
/** A mail that was handed over a moment ago may still be on its way to the disk: only older ones can be "not there". */
const SETTLED_AFTER_MS = 2 * 60_000;

/**
 * Finds out by message id what became of mails with an unknown outcome. Found in the built-in mailbox: sent. Certainly not there: due
 * again. Anything else stays unknown and waits for a founder.
 */
export async function resolveUnknownSends(
  ctx: WorkspaceCtx,
): Promise<{ sent: number; notSent: number; unknown: number }> {
  requirePermission(ctx, "email.write");
  // No event: settleUnknownSend writes one for each mail it settles.
  await withTransaction(ctx, expireClaims);
  const { account, sends } = await withReadTransaction(ctx, async (tx) => ({
    account: await findMailAccount(tx),
    sends: await selectUnknownSends(tx, { limit: BATCH }),
  }));

  const [oldest] = sends;
  const mailbox = testMailbox();
  const tally = { sent: 0, notSent: 0, unknown: 0 };
  if (!oldest || !mailbox || !account?.usesTestMailbox) return { ...tally, unknown: sends.length };

  const messageIds = sends.map((send) => send.message_id);
  const arrivals = await mailbox.findMessages({ messageIds, since: new Date(oldest.claimed_at) });
  for (const send of sends) {
    const verdict = judge(send, { arrival: arrivals.get(send.message_id), account, now: ctx.now() });
    const settled = verdict !== "unknown" && (await settle(ctx, send, verdict));
    tally[settled ? (verdict === "sent" ? "sent" : "notSent") : "unknown"] += 1;
  }
  return tally;
}

type Evidence = { arrival: Arrival | undefined; account: MailAccount; now: Date };

function judge({ claimed_at }: UnknownSend, { arrival, account, now }: Evidence): "sent" | "not_sent" | "unknown" {
  if (arrival === true) return "sent";
  const claimedAt = Date.parse(claimed_at);
  // Absence proves something only if this mailbox was already the account the mail was sent through.
  const wentThere = Date.parse(account.savedAt) <= claimedAt;
  return arrival === false && wentThere && claimedAt <= now.getTime() - SETTLED_AFTER_MS ? "not_sent" : "unknown";
}

async function settle(ctx: WorkspaceCtx, { claim_id }: UnknownSend, outcome: "sent" | "not_sent"): Promise<boolean> {
  const settled = await withTransaction(ctx, (tx) =>
    settleUnknownSend(tx, { claimId: claim_id, outcome, decidedBy: "mailbox" }),
  );
  return settled !== null;
}
