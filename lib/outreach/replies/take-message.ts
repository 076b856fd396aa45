import { classifyMessage, type Classified } from "@/lib/company/mail/classify-message";
import { judgeSender } from "@/lib/company/mail/judge-sender";
import { readBounce } from "@/lib/company/mail/read-bounce";
import type { ParsedMessage, SenderVerdict } from "@/lib/company/mail/schemas";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { notify } from "@/lib/foundation/notifications/notify";
import { stopLead } from "@/lib/outreach/suppressions/stop-lead";
import { spellAddress } from "@/lib/platform/email-address";
import { sha256 } from "@/lib/platform/ids";
import type { TxCtx } from "@/lib/platform/transaction";
import { ReplyReceived } from "./events";
import { findMatch, type Match } from "./match-message";
import { isPublicDomain } from "./public-domains";
import { isOwnAddress, selectColleagues, selectSentTexts } from "./store-matching";
import { callHoldLeads, findMessage, insertMessage, upsertThread } from "./store-threads";

/** A message that was kept: what it means, and where it belongs. `isNew` is false for one that was kept before. */
export type Taken = {
  isNew: boolean;
  threadId: string;
  contactEmail: string;
  campaignId: string | null;
  answeredId: string | null;
  messageKey: string;
  class: Classified["class"];
  counts: Classified["counts"];
  isHardBounce: boolean;
  text: string;
};

type Arrived = { message: ParsedMessage; from: string | null; match: Match; read: Classified; sender: SenderVerdict };

/**
 * Keeps one received message in its conversation, in the caller's transaction, and holds back what must not be sent meanwhile. Null for a
 * message that belongs to no lead: nothing of it is kept. The caller records what counts. The same message twice is kept once.
 */
export async function takeMessage(tx: TxCtx, message: ParsedMessage): Promise<Taken | null> {
  requirePermission(tx, "ingestion.write");
  const from = message.from === null ? null : spellAddress(message.from.address);
  const recipients = (readBounce(message)?.recipients ?? []).map(spellAddress);
  const match = await findMatch(tx, { message, from, recipients });
  if (!match || (from !== null && from !== match.lead.email && (await isOwnAddress(tx, from)))) return null;

  const key = keyOf(message, from);
  const known = await findMessage(tx, key);
  if (known) return { ...known, isNew: false, messageKey: key, answeredId: match.answeredId, isHardBounce: false };

  const sender = judgeSender(message);
  const sent = await selectSentTexts(tx, match.lead.id);
  const read = classifyMessage({ message, sent, sender, receivedAt: tx.now() });
  const arrived: Arrived = { message, from, match, read, sender };
  const { threadId, messageId } = await keep(tx, arrived, key);
  if (messageId === null) return takeMessage(tx, message);
  await hold(tx, arrived, threadId);
  if (read.counts === null) await tell(tx, arrived, { threadId, messageId });
  return {
    isNew: true,
    threadId,
    contactEmail: match.lead.email,
    campaignId: match.campaignId,
    answeredId: match.answeredId,
    messageKey: key,
    class: read.class,
    counts: read.counts,
    isHardBounce: read.bounce?.kind === "hard",
    text: read.own || message.text,
  };
}

/** The sender belongs to the key: message ids are not unique across senders. */
function keyOf({ messageId, subject, text }: ParsedMessage, from: string | null): string {
  return sha256(JSON.stringify(messageId === "" ? ["content", from, subject, text] : ["id", from, messageId]));
}

async function keep(
  tx: TxCtx,
  { message, from, match, read, sender }: Arrived,
  key: string,
): Promise<{ threadId: string; messageId: string | null }> {
  const threadId = await upsertThread(tx, {
    key: `lead:${match.lead.id}:${match.campaignId ?? ""}`,
    lead: match.lead,
    campaignId: match.campaignId,
    step: match.step,
    subject: message.subject.slice(0, 500),
    label: read.class,
    why: read.why,
    excerpt: (read.own || message.text).replace(/\s+/g, " ").trim().slice(0, 200).toWellFormed(),
    until: read.until,
  });
  const messageId = await insertMessage(tx, {
    threadId,
    key,
    messageId: message.messageId,
    from: from ?? "",
    name: message.from?.name.slice(0, 200) ?? "",
    subject: message.subject,
    own: read.own.slice(0, 100_000).toWellFormed(),
    full: message.text.slice(0, 200_000).toWellFormed(),
    class: read.class,
    counts: read.counts,
    why: read.why,
    sender,
    attachments: message.attachments,
    writtenAt: message.date,
  });
  return { threadId, messageId };
}

/** Ends or pauses what must not go out: for the person, for another address they wrote from, and for their company where it is wanted. */
async function hold(tx: TxCtx, { from, match, read }: Arrived, threadId: string): Promise<void> {
  const { lead, campaignId } = match;
  const isMachine = read.counts === null;
  if (isMachine && (read.class === "needs_look" || read.class === "wrong_person")) {
    await callHoldLeads(tx, { leadIds: [lead.id], threadId, reason: "needs_look", until: null });
  }
  if (read.class === "out_of_office" && read.until !== null) {
    await callHoldLeads(tx, { leadIds: [lead.id], threadId, reason: "out_of_office", until: read.until });
  }
  if (read.counts !== "replied" && read.counts !== "opt_out") return;
  // The thread decides: the lead is stopped by the event that the caller records, and the address that was written from as well.
  if (from !== null && from !== lead.email) {
    const wish = { status: "opted_out", reason: "opt_out", source: "reply" } as const;
    await stopLead(tx, { email: from, ...(read.counts === "opt_out" ? wish : { status: "replied" }) });
  }
  if (campaignId === null || isPublicDomain(lead.email.split("@").at(-1) ?? "")) return;
  const colleagues = await selectColleagues(tx, { lead, campaignId });
  if (colleagues.length > 0) {
    await callHoldLeads(tx, { leadIds: colleagues, threadId, reason: "colleague_replied", until: null });
  }
}

async function tell(
  tx: TxCtx,
  { match, read }: Arrived,
  { threadId, messageId }: { threadId: string; messageId: string },
): Promise<void> {
  const contactEmail = match.lead.email;
  await appendEvent(tx, ReplyReceived, { threadId, messageId, contactEmail, class: read.class });
  if (read.class !== "needs_look") return;
  const title = `A message from ${contactEmail} needs a look`;
  await notify(tx, [
    {
      type: "reply.needs_look",
      title,
      data: { thread_id: threadId, contact_email: contactEmail, campaign_id: match.campaignId },
    },
  ]);
}
