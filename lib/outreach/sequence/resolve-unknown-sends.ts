import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction, withTransaction, type TxCtx } from "@/lib/platform/transaction";
import type { Arrival } from "@/lib/providers/mail/port";
import { testMailbox } from "@/lib/providers/mail/select";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { UnknownSend } from "./schemas";
import { settleUnknownSend } from "./settle-unknown-send";
import { findMailAccount } from "@/lib/outreach/mailbox/find-mail-account";
import type { MailAccount } from "@/lib/outreach/mailbox/schemas";
import { expireClaims, selectMailboxesOf, selectUnknownSends } from "./store-sends";

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
  const { unknown, sends } = await withReadTransaction(ctx, loadUnknown);

  const [oldest] = sends;
  const mailbox = testMailbox();
  const tally = { sent: 0, notSent: 0, unknown: 0 };
  tally.unknown = unknown - sends.length;
  if (!oldest || !mailbox) return { ...tally, unknown };

  const messageIds = sends.map(({ send }) => send.message_id);
  const arrivals = await mailbox.findMessages({ messageIds, since: new Date(oldest.send.claimed_at) });
  for (const { send, account } of sends) {
    const verdict = judge(send, { arrival: arrivals.get(send.message_id), account, now: ctx.now() });
    const settled = verdict !== "unknown" && (await settle(ctx, send, verdict));
    tally[settled ? (verdict === "sent" ? "sent" : "notSent") : "unknown"] += 1;
  }
  return tally;
}

type Sent = { send: UnknownSend; account: MailAccount };

/** How many there are, and those of them that left by a mailbox whose emails go to the built-in one, each with its account. */
async function loadUnknown(tx: TxCtx): Promise<{ unknown: number; sends: Sent[] }> {
  const sends = await selectUnknownSends(tx, { limit: BATCH });
  const mailboxOf = await selectMailboxesOf(
    tx,
    sends.map(({ claim_id }) => claim_id),
  );
  const accounts = new Map<number, MailAccount | null>();
  for (const mailbox of new Set(mailboxOf.values())) accounts.set(mailbox, await findMailAccount(tx, mailbox));
  const looked = sends.flatMap((send): Sent[] => {
    const account = accounts.get(mailboxOf.get(send.claim_id) ?? 0);
    return account?.usesTestMailbox ? [{ send, account }] : [];
  });
  return { unknown: sends.length, sends: looked };
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
