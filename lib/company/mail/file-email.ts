import { newId } from "@/lib/platform/ids";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { notify } from "@/lib/foundation/notifications/notify";
import { oneLine } from "@/lib/platform/text";
import type { TxCtx } from "@/lib/platform/transaction";
import { classifyMessage, type Classified } from "./classify-message";
import { EmailBounced, EmailProcessed, EmailQuarantined } from "./events";
import { findLegalWords } from "./find-legal-words";
import { bareSubject } from "./machine-signs";
import type { ThreadMatch } from "./match-thread";
import type { KeptAttachment, ParsedMessage, ProjectMailClass } from "./schemas";
import { insertThread, selectSentTexts, touchThread } from "./store-conversations";
import { updateFiled, type WaitingEmail } from "./store-inbound";
import { findReturned, updateDelivered } from "./store-outbound";
import { newToken } from "./thread-address";
import type { Weighed } from "./weigh-sender";

const DAY_MS = 24 * 60 * 60 * 1000;

export type Arrived = {
  waiting: WaitingEmail;
  message: ParsedMessage;
  sender: Weighed;
  match: ThreadMatch;
  attachments: readonly KeptAttachment[];
  raw: Buffer;
  rawSha256: string;
  sizeBytes: number;
};

type Meaning = { class: ProjectMailClass | null; why: string; days: number | null; read: Classified };

/** Puts a read message into its conversation, or a new one, and tells the founder. Mail decides nothing here: what follows is told by event. */
export async function fileEmail(tx: TxCtx, arrived: Arrived): Promise<void> {
  requirePermission(tx, "ingestion.write");
  const { waiting, message, sender } = arrived;
  const threadId = await threadOf(tx, arrived);
  const meaning = await meaningOf(tx, arrived, threadId);
  const isQuarantined = message.problem !== null;
  await updateFiled(tx, waiting.id, filedOf(arrived, { meaning, threadId, now: tx.now() }));
  const isQuiet = sender.evidence === "machine" || sender.evidence === "own_address";
  await touchThread(tx, threadId, {
    class: meaning.class,
    evidence: sender.evidence,
    excerpt: excerptOf(meaning.read.own || message.text),
    ...(!isQuiet && { unread: true }),
  });
  await tell(tx, arrived, { meaning, threadId });
  await noteBounce(tx, arrived, { meaning, threadId });
  if (isQuarantined || !isQuiet || meaning.class === "legal")
    await notify(tx, [noticeOf(arrived, { meaning, threadId })]);
}

const excerptOf = (text: string): string => oneLine(text).slice(0, 200).toWellFormed();

async function threadOf(tx: TxCtx, { match, waiting, message, sender }: Arrived): Promise<string> {
  if (match.thread) return match.thread.id;
  const id = newId();
  await insertThread(tx, {
    id,
    projectId: waiting.projectId,
    identityId: waiting.identityId,
    token: newToken(),
    subject: oneLine(message.subject).slice(0, 500),
    subjectKey: bareSubject(message.subject).slice(0, 500),
    contactEmail: sender.address || waiting.sender,
    contactName: oneLine(message.from?.name ?? "").slice(0, 200),
  });
  return id;
}

/** Nothing is derived from a sender that is not verified, but that a legal matter was written about. */
async function meaningOf(tx: TxCtx, { message, sender }: Arrived, threadId: string): Promise<Meaning> {
  const sent = await selectSentTexts(tx, threadId);
  const read = classifyMessage({ message, sent, sender: sender.auth, receivedAt: tx.now() });
  if (sender.evidence === "own_address") {
    return { class: "auto", why: "It comes from an address of this installation.", days: null, read };
  }
  const legal = read.bounce ? null : findLegalWords(`${message.subject}\n${read.own || message.text}`);
  if (legal) return { class: "legal", why: legal.why, days: legal.days, read };
  if (sender.evidence === "unverified" && message.problem === null) {
    return { class: null, why: "The sender is not verified, so nothing follows from the words.", days: null, read };
  }
  return { class: read.class, why: read.why, days: null, read };
}

type Filing = { meaning: Meaning; threadId: string };

function filedOf(
  arrived: Arrived,
  { meaning, threadId, now }: Filing & { now: Date },
): Parameters<typeof updateFiled>[2] {
  const { waiting, message, sender, match, attachments, raw, rawSha256, sizeBytes } = arrived;
  const isQuarantined = message.problem !== null;
  const isKnownThread = match.thread !== null && match.by === "token";
  return {
    status: isQuarantined ? "quarantined" : "processed",
    why: message.problem ?? meaning.why,
    threadId,
    rawSha256,
    sizeBytes,
    attachments,
    ...(isQuarantined && { keepRaw: raw }),
    content: {
      sender: sender.address || waiting.sender,
      sender_name: oneLine(message.from?.name ?? "").slice(0, 200),
      subject: oneLine(message.subject).slice(0, 1_000),
      text: message.text.slice(0, 500_000).toWellFormed(),
      own_text: meaning.read.own.slice(0, 100_000).toWellFormed(),
      html: message.html?.toWellFormed() ?? null,
      message_id: message.messageId,
      auth: sender.auth,
      evidence: sender.evidence,
      class: meaning.class,
      matched_by: match.by,
      other_sender: isKnownThread && match.thread?.contact_email !== sender.address,
      deadline_at: meaning.days === null ? null : new Date(now.getTime() + meaning.days * DAY_MS).toISOString(),
    },
  };
}

async function tell(tx: TxCtx, { waiting, message, sender, sizeBytes }: Arrived, filing: Filing): Promise<void> {
  const { threadId, meaning } = filing;
  const { id: messageId, projectId } = waiting;
  if (message.problem !== null) {
    const said = { messageId, bytes: sizeBytes, threadId, why: message.problem };
    return appendEvent(tx, EmailQuarantined, said, { projectId });
  }
  const { counts } = meaning.read;
  const mayStop =
    sender.evidence === "known_contact" && sender.isLead && (counts === "replied" || counts === "opt_out");
  const said = {
    messageId,
    bytes: sizeBytes,
    threadId,
    projectId,
    auth: { verdict: sender.auth, aligned: sender.auth === "pass" },
    evidence: sender.evidence,
    class: meaning.class,
    sender: sender.address,
    subject: oneLine(message.subject).slice(0, 500).toWellFormed(),
    ownText: (meaning.read.own || message.text).slice(0, 2_000).toWellFormed(),
    counts: mayStop ? counts : null,
  };
  return appendEvent(tx, EmailProcessed, said, { projectId });
}

/** A delivery report counts for the email of ours that it returns, and for no other. */
async function noteBounce(tx: TxCtx, { waiting, message }: Arrived, { meaning, threadId }: Filing): Promise<void> {
  const { bounce } = meaning.read;
  if (!bounce || bounce.kind === "delayed") return;
  const email = await findReturned(tx, { threadId, messageIds: [...message.returned, ...message.inReplyTo] });
  const words = bounce.words.slice(0, 500);
  if (!email || !(await updateDelivered(tx, { id: email.id, status: "bounced", words }))) return;
  const said = { messageId: email.id, threadId, provider: email.provider, words };
  await appendEvent(tx, EmailBounced, said, { projectId: waiting.projectId });
}

/** Third parties' words are quoted and cut. */
function noticeOf({ waiting, message, sender }: Arrived, { meaning, threadId }: Filing) {
  const from = `“${oneLine(sender.address || waiting.sender).slice(0, 120)}”`;
  const about = `“${oneLine(message.subject || "(no subject)").slice(0, 120)}”`;
  const title =
    message.problem !== null
      ? `An email from ${from} could not be read and is quarantined`
      : meaning.class === "legal"
        ? `A legal matter, by its words: ${about} from ${from}`
        : sender.pretendsToBeMember
          ? `An email used your address ${from} and could not be verified`
          : `An email from ${from}: ${about}`;
  const type = meaning.class === "legal" ? "mail.legal" : "mail.received";
  return { type, title, data: { mail_thread_id: threadId, project_id: waiting.projectId } };
}
