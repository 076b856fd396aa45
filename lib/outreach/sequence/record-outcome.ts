import type { ClaimRef, OutcomeAnswer, OutcomeReport } from "@/lib/contracts/engine";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { noteRecovery } from "@/lib/outreach/mailbox/note-recovery";
import { noteTrouble } from "@/lib/outreach/mailbox/note-trouble";
import { MailboxHeld } from "@/lib/outreach/mailbox/events";
import { mailboxAddress } from "@/lib/outreach/mailbox/mailbox-address";
import { notify } from "@/lib/foundation/notifications/notify";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { oneLine } from "@/lib/platform/text";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { MailServerUnusable, SendingPaused } from "./events";
import { ReportOutcomes } from "./jobs";
import { judgeOutcome, judgeTrouble, type Outcome } from "./judge-outcome";
import { noSuchClaim } from "./no-such-claim";
import { callRecordOutcome, findGatewayClaim, type RecordedOutcome } from "./store-outcomes";

const SHOWN = 200;
const KEPT = 1_000;
/** The server cannot take any message, so the run ends. */
const ACCOUNT_TROUBLE: ReadonlySet<Outcome> = new Set<Outcome>(["server_unusable", "account_refused"]);

/**
 * Records what became of a claimed email; the first outcome stands, and only an unknown one may still become known. A mail server that
 * is unusable costs no attempt; the third time in a row pauses the campaign, or holds the mailbox where there are others, and the founder
 * reads the server's words. 404
 * `claim.not_found`. Claims that were taken before a freeze can be settled in the frozen workspace. Of a claim that the application took
 * over to send itself, only its own word counts (`fromGateway`).
 */
export async function recordOutcome(
  ctx: WorkspaceCtx,
  { claimId, fromGateway = false, ...report }: ClaimRef & OutcomeReport & { fromGateway?: boolean },
): Promise<OutcomeAnswer> {
  requirePermission(ctx, "sequence.write");
  const outcome = judgeOutcome(report);
  const words = oneLine(report.response ?? "");

  const recorded = await withTransaction(ctx, async (tx) => {
    const gateway = fromGateway ? null : await findGatewayClaim(tx, claimId, { hold: true });
    if (gateway) return { status: gateway.status, recorded: false };
    const found = await callRecordOutcome(tx, {
      claimId,
      outcome,
      providerMessageId: report.provider_message_id ?? null,
      detail: words.slice(0, KEPT).toWellFormed() || null,
    });
    if (!found?.recorded) return found;
    if (found.status === "sent" || found.status === "bounced") {
      await enqueue(tx, ReportOutcomes, { workspaceId: tx.workspaceId });
    }
    if (outcome === "sent") await noteRecovery(tx, found.mailbox);
    if (ACCOUNT_TROUBLE.has(outcome)) await tellTrouble(tx, found, { said: words, kind: judgeTrouble(report) });
    return found;
  });
  if (!recorded) throw noSuchClaim(ctx);
  return {
    claim_id: claimId,
    status: recorded.status,
    recorded: recorded.recorded,
    stop: ACCOUNT_TROUBLE.has(outcome),
  };
}

/** The ledger has the beginning and the pause; the founder is notified once about each kind of trouble of an account. */
async function tellTrouble(
  tx: TxCtx,
  of: RecordedOutcome,
  { said, kind }: { said: string; kind: string },
): Promise<void> {
  const { campaignId, campaignName: name, serverFailures: failures, paused, mailbox, held } = of;
  const quoted = said.length > SHOWN ? `${said.slice(0, SHOWN - 1).toWellFormed()}…` : said;
  const words = quoted === "" ? "it gave no reason." : `“${quoted}”`;
  const data = { campaign_id: campaignId, server_words: quoted };
  const { isNews, isFirstPause } = await noteTrouble(tx, {
    mailbox,
    kind,
    words: said,
    failures,
    paused: paused || held,
  });
  const address = held ? await mailboxAddress(tx, mailbox) : "";
  if (paused) await appendEvent(tx, SendingPaused, { campaignId, name, words, failures });
  else if (held) await appendEvent(tx, MailboxHeld, { mailbox, address, words, failures });
  else if (failures === 1) await appendEvent(tx, MailServerUnusable, { campaignId, name, words });
  const titles = [
    ...(isNews ? [["mail_server.unusable", `The mail server took no email of “${name}”: ${words}`] as const] : []),
    ...(isFirstPause
      ? [
          [
            "campaign.sending_paused",
            held
              ? `Sending from ${address} waits: its server takes no email. It said: ${words}`
              : `“${name}” was paused: the mail server takes no email. It said: ${words}`,
          ] as const,
        ]
      : []),
  ];
  await notify(
    tx,
    titles.map(([type, title]) => ({ type, title, data })),
  );
}
