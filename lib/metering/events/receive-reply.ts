import type { ReplyAnswer, ReplyReport } from "@/lib/contracts/engine-replies";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { readReport } from "@/lib/outreach/replies/read-report";
import { takeMessage, type Taken } from "@/lib/outreach/replies/take-message";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { recordEvents } from "./record-events";
import { NewEvent } from "./schemas";

const NOT_KEPT: ReplyAnswer = { kept: false, event_type: null, class: null, thread_id: null };

/**
 * Takes one message that a mailbox received: conversation, hold, stop, suppression, numbers and ledger commit together, once however
 * often the message is reported. Of a message that belongs to no lead nothing is stored.
 */
export async function receiveReply(ctx: WorkspaceCtx, report: ReplyReport): Promise<ReplyAnswer> {
  requirePermission(ctx, "ingestion.write");
  const message = await readReport(report);

  // No event: takeMessage writes the line of a message that does not count, recordEvents that of one that does.
  return withTransaction(ctx, async (tx) => {
    const taken = await takeMessage(tx, message);
    if (!taken) return NOT_KEPT;
    if (taken.isNew && taken.counts !== null)
      await count(tx, taken, { report, subject: message.subject, id: message.messageId });
    return { kept: true, event_type: taken.counts, class: taken.class, thread_id: taken.threadId };
  });
}

type Given = { report: ReplyReport; subject: string; id: string };

async function count(tx: TxCtx, taken: Taken, { report, subject, id }: Given): Promise<void> {
  const event = NewEvent.parse({
    campaign_id: taken.campaignId ?? report.campaign_id,
    contact_email: taken.contactEmail,
    event_type: taken.counts,
    idempotency_key: `reply:${taken.messageKey}:${taken.counts}`,
    subject: subject.slice(0, 500).toWellFormed(),
    body: taken.text.slice(0, 50_000).toWellFormed(),
    metadata: {
      message_id: id,
      in_reply_to: taken.answeredId,
      class: taken.class,
      thread_id: taken.threadId,
      ...(taken.counts === "bounced" && { bounce_type: taken.isHardBounce ? "hard" : "soft" }),
    },
  });
  const [recorded] = await recordEvents(tx, [event]);
  if (recorded && "error" in recorded) throw new AppError("not_found", recorded.error, { code: recorded.code });
}
