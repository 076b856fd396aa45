import { z } from "zod";

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

export type Attachment = { name: string; type: string; bytes: number };

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
