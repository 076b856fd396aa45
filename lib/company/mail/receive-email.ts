import { locateAddress, type LocatedAddress } from "@/lib/company/projects/locate-address";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { SystemCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { spellAddress } from "@/lib/platform/email-address";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { enqueue } from "@/lib/platform/queue";
import { oneLine } from "@/lib/platform/text";
import { withServiceTransaction, withTransaction } from "@/lib/platform/transaction";
import type { IncomingMail } from "@/lib/providers/mail/inbound/port";
import { EmailReceived, EmailUnmatched } from "./events";
import { ProcessEmail } from "./jobs";
import { hashOfBytes, MAX_EMAIL_BYTES } from "./received-bytes";
import { insertHomeless, insertInbound, type NewInbound } from "./store-inbound";

type Answer = { received: true; messages: { id: string; status: string }[]; duplicate: boolean };

/**
 * Keeps a message that a mail provider handed over, once for each company that it was sent to, however often it is repeated. One that no
 * company's address matches is kept for the administrators. The caller has proven to be the provider. 413 `email.too_large` from 25 MB on,
 * noted as `refused`.
 */
export async function receiveEmail(ctx: SystemCtx, mail: IncomingMail): Promise<Answer> {
  if (mail.isOversized || (mail.raw?.byteLength ?? 0) >= MAX_EMAIL_BYTES) {
    await keepHomeless(ctx, { ...mail, raw: null }, { status: "refused", why: "It is larger than 25 MB." });
    throw new AppError("too_large", "This email is larger than 25 MB. It was noted and not kept.", {
      code: "email.too_large",
    });
  }
  const located = (await locateAddress(ctx, mail.recipients)).filter(({ status }) => status !== "closed");
  const kept =
    located.length === 0
      ? [await keepHomeless(ctx, mail, { status: "unmatched", why: "No company has this address." })]
      : await Promise.all(located.map((address) => keepFor(ctx, mail, address)));
  const messages = kept.flatMap((one) => (one === null ? [] : [one]));
  return { received: true, messages, duplicate: messages.length === 0 };
}

type Kept = { id: string; status: string } | null;

function rowOf(mail: IncomingMail, more: Pick<NewInbound, "status" | "why"> & Partial<NewInbound>): NewInbound {
  return {
    id: newId(),
    identityId: null,
    projectId: null,
    provider: mail.provider,
    providerMessageId: mail.providerMessageId.replaceAll("\0", "").toWellFormed().slice(0, 500),
    sender: spellAddress(oneLine(mail.sender)).slice(0, 500),
    recipient: spellAddress(oneLine(mail.recipients[0] ?? "")).slice(0, 500),
    subject: oneLine(mail.subject).slice(0, 1_000),
    raw: mail.raw,
    rawSha256: mail.raw && hashOfBytes(mail.raw),
    sizeBytes: mail.raw?.byteLength ?? 0,
    payload: { recipients: mail.recipients.slice(0, 50).map((recipient) => oneLine(recipient).slice(0, 500)) },
    ...more,
  };
}

async function keepHomeless(
  ctx: SystemCtx,
  mail: IncomingMail,
  { status, why }: { status: "unmatched" | "refused"; why: string },
): Promise<Kept> {
  // No permission: the provider has proven itself, and the row belongs to no workspace.
  const message = rowOf(mail, { status, why });
  return withServiceTransaction(ctx, async (tx) => ((await insertHomeless(tx, message)) ? message : null));
}

async function keepFor(ctx: SystemCtx, mail: IncomingMail, address: LocatedAddress): Promise<Kept> {
  const { workspaceId, projectId, identityId, recipient } = address;
  // A frozen workspace loses no mail: it is kept, and its job waits for the end of the freeze.
  const actor = { type: "job", job: "mail.receive_email" } as const;
  const inside: WorkspaceCtx = { ...ctx, workspaceId, actor, whileFrozen: true };
  const isRetired = address.status === "rotated" && address.tag === null;
  const message = rowOf(mail, {
    identityId,
    projectId,
    recipient,
    status: isRetired ? "unmatched" : "received",
    why: isRetired ? "retired_address" : "",
  });
  return withTransaction(inside, async (tx) => {
    if (!(await insertInbound(tx, message))) return null;
    const { id: messageId, sizeBytes: bytes, provider } = message;
    await appendEvent(tx, EmailReceived, { messageId, bytes, provider }, { projectId });
    if (isRetired) await appendEvent(tx, EmailUnmatched, { messageId, bytes, why: message.why }, { projectId });
    else await enqueue(tx, ProcessEmail, { workspaceId, messageId });
    return { id: messageId, status: message.status };
  });
}
