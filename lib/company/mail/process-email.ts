import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction, withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { receivedMail } from "@/lib/providers/mail/select";
import { EmailDuplicate, EmailRefused, EmailUnmatched } from "./events";
import { fileEmail } from "./file-email";
import { keepAttachments } from "./keep-attachments";
import { matchThread } from "./match-thread";
import { parseMessage } from "./parse-message";
import { hashOfBytes, MAX_EMAIL_BYTES } from "./received-bytes";
import { findWaiting, hasSameBytes, lockWaiting, updateFiled, type WaitingEmail } from "./store-inbound";
import { weighSender } from "./weigh-sender";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };

/**
 * Reads one received message and files it in its conversation, once however often it runs: fetched if it was only announced, parsed with
 * limits, its sender weighed, its attachments kept. A message that cannot be read is quarantined in its conversation.
 */
export async function processEmail(ctx: JobCtx, { messageId }: { messageId: string }): Promise<void> {
  requirePermission(ctx, "ingestion.write");
  const waiting = await withReadTransaction(ctx, (tx) => findWaiting(tx, messageId));
  if (!waiting) return;
  const { projectId, recipient, provider } = waiting;
  const raw = waiting.raw ?? (await fetchRaw(ctx, waiting));
  if (raw === null) return giveUp(ctx, waiting);
  const message = await parseMessage(raw, { contents: true });
  const attachments = await keepAttachments(ctx, { projectId, attachments: message.attachments });

  await withTransaction(ctx, async (tx) => {
    if (!(await lockWaiting(tx, messageId))) return;
    const bytes = { rawSha256: hashOfBytes(raw), sizeBytes: raw.byteLength };
    if (await hasSameBytes(tx, { messageId, identityId: waiting.identityId, rawSha256: bytes.rawSha256 })) {
      await updateFiled(tx, messageId, { ...bytes, status: "duplicate", why: "The same message arrived before." });
      await appendEvent(tx, EmailDuplicate, { messageId, bytes: bytes.sizeBytes }, { projectId });
      return;
    }
    const sender = await weighSender(tx, { message, projectId, provider });
    const match = await matchThread(tx, {
      message,
      projectId,
      recipient,
      isRetired: waiting.isRetired,
      sender: sender.address,
    });
    if (match.by === "expired_token" || match.by === "retired_address") {
      await unmatched(tx, waiting, { ...bytes, why: match.by });
      return;
    }
    await fileEmail(tx, { waiting, message, sender, match, attachments, raw, ...bytes });
  });
}

async function unmatched(
  tx: TxCtx,
  { id: messageId, projectId }: WaitingEmail,
  { why, sizeBytes, rawSha256 }: { why: string; sizeBytes: number; rawSha256: string },
): Promise<void> {
  await updateFiled(tx, messageId, { status: "unmatched", why, sizeBytes, rawSha256 });
  await appendEvent(tx, EmailUnmatched, { messageId, bytes: sizeBytes, why }, { projectId });
}

/** The bytes of a message that was only announced; null for one that is too large. Other failures are tried again. */
async function fetchRaw({ signal }: JobCtx, { providerMessageId }: WaitingEmail): Promise<Buffer | null> {
  const provider = receivedMail();
  if (!provider) {
    throw new AppError("unavailable", "RESEND_API_KEY is not set, so that a received email cannot be fetched.", {
      code: "inbound_email.no_provider",
    });
  }
  try {
    const raw = await provider.fetchRaw(providerMessageId, { maxBytes: MAX_EMAIL_BYTES, signal });
    if (raw) return raw;
  } catch (error) {
    if (error instanceof AppError && error.code === "resend.too_large") return null;
    throw error;
  }
  // The webhook may be ahead of the vendor's store.
  throw new AppError("unavailable", "The mail provider does not have this email yet. We try again.", {
    code: "inbound_email.not_there",
  });
}

async function giveUp(ctx: WorkspaceCtx, { id, projectId }: WaitingEmail): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    if (!(await lockWaiting(tx, id))) return;
    const why = "It is larger than 25 MB.";
    await updateFiled(tx, id, { status: "refused", why });
    await appendEvent(tx, EmailRefused, { messageId: id, bytes: 0, why }, { projectId });
  });
}
