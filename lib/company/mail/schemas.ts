import { z } from "zod";
import { ProjectRef } from "@/lib/company/projects/schemas";

/** The meaning of one received message. `needs_look`: a person has to decide. */
export const MailClass = z.enum([
  "interested",
  "not_interested",
  "not_now",
  "wrong_person",
  "out_of_office",
  "opt_out",
  "auto",
  "bounce",
  "needs_look",
]);
export type MailClass = z.infer<typeof MailClass>;

/** `unknown`: the receiving host said nothing that can be trusted. */
export const SenderVerdict = z.enum(["pass", "fail", "none", "unknown"]);
export type SenderVerdict = z.infer<typeof SenderVerdict>;

/** One header in the order of the message, its name in lower case. */
export type Header = { name: string; value: string };

/** `content` only where it was asked for. */
export type Attachment = { name: string; type: string; bytes: number; content?: Uint8Array };

/** One recipient's status of a delivery report (RFC 3464). */
export type DeliveryStatus = {
  recipient: string | null;
  action: string;
  status: string;
  diagnostic: string;
};

/** A message as it was received, decoded. `problem`: why its body could not be read. */
export type ParsedMessage = {
  from: { address: string; name: string } | null;
  subject: string;
  text: string;
  /** As it was sent, scripts and all: for a frame that runs nothing. */
  html: string | null;
  headers: Header[];
  messageId: string;
  inReplyTo: string[];
  references: string[];
  date: string | null;
  attachments: Attachment[];
  delivery: DeliveryStatus[];
  /** Message ids that stand in a returned message. */
  returned: string[];
  problem: string | null;
};

/** One email of ours that the message may answer: its words never decide. */
export type SentText = { subject: string; text: string };

/** The verdict about a sender. Mail gives no authority, so this only decides which words are believed. */
export const Evidence = z.enum(["owner", "known_contact", "unknown_sender", "unverified", "machine", "own_address"]);
export type Evidence = z.infer<typeof Evidence>;

/** `legal`: words of data protection, courts or regulators, found before any model reads them. */
export const ProjectMailClass = z.enum([...MailClass.options, "legal"]);
export type ProjectMailClass = z.infer<typeof ProjectMailClass>;

export const InboundStatus = z.enum(["received", "processed", "quarantined", "unmatched", "duplicate", "refused"]);
export type InboundStatus = z.infer<typeof InboundStatus>;

export const KeptAttachment = z.object({
  name: z.string(),
  type: z.string().meta({ description: "The type that the bytes show, not the one that the sender named." }),
  bytes: z.number(),
  sha256: z.string(),
  asset_id: z.uuid().nullable().meta({ description: "The file of the company; null for one that was not kept." }),
});
export type KeptAttachment = z.infer<typeof KeptAttachment>;

export const MailThread = z
  .object({
    id: z.uuid(),
    subject: z.string(),
    contact_email: z.string(),
    contact_name: z.string(),
    class: ProjectMailClass.nullable().meta({ description: "The meaning of the newest message." }),
    evidence: Evidence.nullable().meta({ description: "The verdict about the sender of the newest message." }),
    excerpt: z.string(),
    unread: z.boolean(),
    message_count: z.number().int(),
    last_message_at: z.string(),
    reply_address: z.string().meta({ description: "The conversation's own address: an answer to it is filed here." }),
  })
  .meta({ id: "MailThread" });
export type MailThread = z.infer<typeof MailThread>;

export const InboundEmail = z
  .object({
    id: z.uuid(),
    thread_id: z.uuid().nullable(),
    provider: z.string(),
    sender: z.string(),
    sender_name: z.string(),
    recipient: z.string(),
    subject: z.string(),
    text: z.string().meta({ description: "The whole text, quotations included." }),
    own_text: z.string().meta({ description: "The sender's own words." }),
    html: z.string().nullable().meta({ description: "As it was sent: show it in a frame that runs nothing." }),
    message_id: z.string(),
    attachments: z.array(KeptAttachment),
    size_bytes: z.number(),
    status: InboundStatus,
    why: z.string(),
    auth: SenderVerdict.nullable(),
    evidence: Evidence.nullable(),
    class: ProjectMailClass.nullable(),
    matched_by: z.enum(["token", "in_reply_to", "references", "new"]).nullable(),
    other_sender: z.boolean().meta({ description: "Written by another address than the conversation's." }),
    deadline_at: z.string().nullable().meta({ description: "The latest day for an answer to a legal request." }),
    received_at: z.string(),
  })
  .meta({ id: "InboundEmail" });
export type InboundEmail = z.infer<typeof InboundEmail>;

export const OutboundEmail = z
  .object({
    id: z.uuid(),
    thread_id: z.uuid(),
    sender: z.string(),
    reply_to: z.string(),
    recipients: z.array(z.string()),
    cc: z.array(z.string()),
    subject: z.string(),
    text: z.string(),
    attachments: z.array(KeptAttachment),
    status: z.enum(["sending", "sent", "failed", "unknown", "delivered", "bounced", "complained"]),
    words: z.string().meta({ description: "The words of the provider." }),
    created_at: z.string(),
    sent_at: z.string().nullable(),
  })
  .meta({ id: "OutboundEmail" });
export type OutboundEmail = z.infer<typeof OutboundEmail>;

export const MailThreadDetail = z
  .object({ thread: MailThread, received: z.array(InboundEmail), sent: z.array(OutboundEmail) })
  .meta({ id: "MailThreadDetail" });
export type MailThreadDetail = z.infer<typeof MailThreadDetail>;

export const MailThreadRef = ProjectRef.extend({
  threadId: z.uuid("must be a uuid").meta({ description: "The conversation." }),
});
export type MailThreadRef = z.infer<typeof MailThreadRef>;

const paging = {
  cursor: z.string().max(200).optional().meta({ description: "`next_cursor` of the previous page." }),
  limit: z.coerce.number().int().min(1).max(100).default(50).meta({ description: "The most items to return." }),
};
export const ListMail = z.object({
  status: InboundStatus.optional().meta({ description: "Only messages with this status." }),
  ...paging,
});
export type ListMail = z.infer<typeof ListMail>;
export const ListMailThreads = z.object(paging);
export type ListMailThreads = z.infer<typeof ListMailThreads>;

export const UnmatchedEmail = InboundEmail.pick({
  id: true,
  provider: true,
  sender: true,
  recipient: true,
  subject: true,
  size_bytes: true,
  status: true,
  why: true,
  received_at: true,
}).meta({ id: "UnmatchedEmail" });
export type UnmatchedEmail = z.infer<typeof UnmatchedEmail>;

export const MarkMailThread = z.object({
  read: z.boolean().default(true).meta({ description: "`false` marks it as unread again." }),
});
export type MarkMailThread = z.infer<typeof MarkMailThread>;

export const ConfirmAddress = z.object({
  token: z.string().min(1).max(4000).meta({ description: "The token of the link that was sent to the address." }),
});
export type ConfirmAddress = z.infer<typeof ConfirmAddress>;
