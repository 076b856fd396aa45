import { parseHead, parseMessage } from "@/lib/company/mail/parse-message";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { noteReading } from "@/lib/outreach/mailbox/note-reading";
import { noteUnread } from "@/lib/outreach/mailbox/note-unread";
import { openReplyAccount, type OpenedReplies } from "@/lib/outreach/mailbox/open-reply-account";
import { passOverMessage } from "@/lib/outreach/mailbox/pass-over-message";
import type { MailboxRef } from "@/lib/outreach/mailbox/schemas";
import { takeTurn } from "@/lib/outreach/mailbox/take-turn";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { withTransaction } from "@/lib/platform/transaction";
import type { ArrivedMessage, ReadPlace } from "@/lib/providers/mail/port";
import { replyMailboxes } from "@/lib/providers/mail/select";
import { takeReply } from "./take-reply";

const TOO_LARGE = "The message is larger than 25 MB and was not read. Read it in your mailbox.";

/**
 * Reads what is new in the reply mailbox of another mailbox than the first, each message by {@link takeReply}, in one transaction with the place
 * that reading has come to: killed anywhere, nothing is lost or counted twice. A server that refuses is an outcome, not an error.
 */
export async function readReplyMailbox(
  ctx: WorkspaceCtx & { signal: AbortSignal },
  { mailbox }: MailboxRef,
): Promise<void> {
  requirePermission(ctx, "ingestion.write");
  const opened = await openReplyAccount(ctx, { mailbox });
  if (!opened) return;
  const reading = await replyMailboxes().readInbox(opened.account, opened.from, ctx.signal);
  // The job was ended, not the server.
  ctx.signal.throwIfAborted();
  if (!reading.ok) {
    await withTransaction(ctx, (tx) => noteUnread(tx, opened, reading));
    return;
  }
  for (const message of reading.messages) {
    ctx.signal.throwIfAborted();
    const place = { uidValidity: reading.place.uidValidity, uid: message.uid };
    await takeOrPassOver(ctx, opened, { message, place });
  }
  // No event: a message that was taken writes its own line, and noteReading that of a recovery.
  await withTransaction(ctx, (tx) => noteReading(tx, { ...opened, place: reading.place, isMore: reading.isMore }));
}

type Arrived = { message: ArrivedMessage; place: ReadPlace };

async function takeOrPassOver(ctx: WorkspaceCtx, of: OpenedReplies, arrived: Arrived): Promise<void> {
  try {
    await take(ctx, of, arrived);
  } catch (error) {
    if (error instanceof AppError && (error.retryable || error.code === "workspace.frozen")) throw error;
    const isOver = await withTransaction(ctx, (tx) => passOverMessage(tx, of, arrived.place));
    if (!isOver) throw error;
    log().error({ mailbox: of.mailbox, err: error }, "a message in a reply mailbox was passed over");
  }
}

async function take(ctx: WorkspaceCtx, of: OpenedReplies, { message, place }: Arrived): Promise<void> {
  const { raw, isWhole } = message;
  const parsed = isWhole ? await parseMessage(raw) : await parseHead(raw, TOO_LARGE);
  await withTransaction(ctx, async (tx) => {
    if (await takeTurn(tx, of, place)) await takeReply(tx, { message: parsed, campaignId: undefined });
  });
}
