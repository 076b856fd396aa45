import { CheckGuardrail } from "@/lib/outreach/campaigns/jobs";
import { confirmSent } from "@/lib/outreach/sequence/confirm-sent";
import type { StopLead } from "@/lib/outreach/suppressions/schemas";
import { stopLeads } from "@/lib/outreach/suppressions/stop-lead";
import { appendEvents } from "@/lib/foundation/ledger/append-event";
import { maskAddress } from "@/lib/platform/text";
import { notify } from "@/lib/foundation/notifications/notify";
import { enqueue } from "@/lib/platform/queue";
import { oneLine } from "@/lib/platform/text";
import type { TxCtx } from "@/lib/platform/transaction";
import type { Attribution } from "./attribution";
import { LEDGER_EVENT } from "./events";
import type { EventType } from "./schemas";
import { addToDailyStats } from "./store-daily-stats";
import type { EventRow } from "./store-events";

/** An event that is new, and the day it counts for in the workspace's time zone. */
export type Stored = { row: EventRow; place: Attribution; day: string };

/** The event types that stop a person's sequences, with the reason for the suppression list. */
const STOP = {
  replied: { status: "replied" },
  opt_out: { status: "opted_out", reason: "opt_out" },
  bounced: { status: "bounced", reason: "hard_bounce" },
  complained: { status: "complained", reason: "complained" },
} as const;
const isStop = (type: EventType): type is keyof typeof STOP => type in STOP;

const NOTICE: Partial<Record<EventType, (email: string) => string>> = {
  replied: (email) => `${email} replied`,
  opt_out: (email) => `${email} opted out`,
  bounced: (email) => `Mail to ${email} bounced`,
  complained: (email) => `${email} reported your mail as spam`,
};

/** Applies the effects of newly stored events, in their transaction. Test events have no effects. */
export async function applySideEffects(tx: TxCtx, stored: readonly Stored[]): Promise<void> {
  const real = stored.filter(({ row }) => !row.is_test);
  if (real.length === 0) return;

  await confirmSent(
    tx,
    real.flatMap(({ row: { event_type, provider_message_id, event_ts } }) =>
      event_type === "sent" && provider_message_id ? [{ messageId: provider_message_id, sentAt: event_ts }] : [],
    ),
  );
  await stopLeads(
    tx,
    real.flatMap(({ row }) => stopOf(row)),
  );
  await appendEvents(
    tx,
    real.map((item) => ledgerLine(item)),
  );
  await notify(
    tx,
    real.flatMap(({ row }) => notification(row)),
  );
  if (real.some(({ row }) => row.event_type === "bounced" || row.event_type === "complained"))
    await enqueue(tx, CheckGuardrail, { workspaceId: tx.workspaceId });
  // Last, because all reporters share these rows: they stay locked for the shortest time.
  await addToDailyStats(
    tx,
    real.map(({ row, day }) => ({ ...row, day })),
  );
}

function stopOf({ event_type, contact_email: email, metadata }: Stored["row"]): StopLead[] {
  // A soft bounce is a mailbox that is full today; the person stays mailable.
  const isSoft = event_type === "bounced" && metadata.bounce_type === "soft";
  return isStop(event_type) && !isSoft ? [{ email, ...STOP[event_type] }] : [];
}

function ledgerLine({ row, place }: Stored) {
  const payload = {
    eventId: row.id,
    // The ledger only grows: it must not name people, who may be erased.
    contactEmail: maskAddress(row.contact_email),
    step: row.step,
    campaignId: place.campaignId,
    campaign: place.campaign,
    at: row.event_ts,
  };
  return { event: LEDGER_EVENT[row.event_type], payload, projectId: place.projectId };
}

function notification(row: Stored["row"]) {
  const title = NOTICE[row.event_type]?.(row.contact_email);
  if (title === undefined) return [];
  return [
    {
      type: `email.${row.event_type}`,
      title,
      data: {
        event_id: row.id,
        contact_email: row.contact_email,
        campaign_id: row.campaign_id,
        excerpt: row.event_type === "replied" ? excerptOf(row) : null,
      },
    },
  ];
}

const EXCERPT_LENGTH = 280;

/** The beginning of the recipient's own text, without the quoted mail. */
function excerptOf({ body, subject }: Stored["row"]): string | null {
  const own = (body ?? "").split(/^(?:>|On .+ wrote:$|-{2,} ?Original)/m)[0] ?? "";
  const text = oneLine(own) || oneLine(subject ?? "");
  return text.length > EXCERPT_LENGTH ? `${text.slice(0, EXCERPT_LENGTH - 1).toWellFormed()}…` : text || null;
}
