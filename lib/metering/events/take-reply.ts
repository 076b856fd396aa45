import type { ReplyAnswer } from "@/lib/contracts/engine-replies";
import type { ParsedMessage } from "@/lib/company/mail/schemas";
import { takeMessage, type Taken } from "@/lib/outreach/replies/take-message";
import { AppError } from "@/lib/platform/errors";
import type { TxCtx } from "@/lib/platform/transaction";
import { recordEvents } from "./record-events";
import { NewEvent } from "./schemas";

const NOT_KEPT: ReplyAnswer = { kept: false, event_type: null, class: null, thread_id: null };

/** `campaignId`: the campaign whose workflow saw the message; the email that it answers decides first. */
type Received = { message: ParsedMessage; campaignId: string | undefined };

/**
 * Takes one received message in the caller's transaction: conversation, hold, stop, suppression, numbers and ledger commit together, once
 * however often the message comes. Of a message that belongs to no lead nothing is stored.
 */
export async function takeReply(tx: TxCtx, { message, campaignId }: Received): Promise<ReplyAnswer> {
  const taken = await takeMessage(tx, message);
  if (!taken) return NOT_KEPT;
  if (taken.isNew && taken.counts !== null) await count(tx, taken, { message, campaignId });
  return { kept: true, event_type: taken.counts, class: taken.class, thread_id: taken.threadId };
}

async function count(tx: TxCtx, taken: Taken, { message, campaignId }: Received): Promise<void> {
  const event = NewEvent.parse({
    campaign_id: taken.campaignId ?? campaignId,
    contact_email: taken.contactEmail,
    event_type: taken.counts,
    idempotency_key: `reply:${taken.messageKey}:${taken.counts}`,
    subject: message.subject.slice(0, 500).toWellFormed(),
    body: taken.text.slice(0, 50_000).toWellFormed(),
    metadata: {
      message_id: message.messageId,
      in_reply_to: taken.answeredId,
      class: taken.class,
      thread_id: taken.threadId,
      ...(taken.counts === "bounced" && { bounce_type: taken.isHardBounce ? "hard" : "soft" }),
    },
  });
  const [recorded] = await recordEvents(tx, [event]);
  if (recorded && "error" in recorded) throw new AppError("not_found", recorded.error, { code: recorded.code });
}
