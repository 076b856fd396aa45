/** The sender of a webhook about received messages. */
export type InboundProvider = "resend" | "postmark" | "mailgun" | "raw";

/** One message that was received for us. `raw` is null where the provider only announces it: then it is fetched by its id. */
export type IncomingMail = {
  kind: "message";
  provider: InboundProvider;
  providerMessageId: string;
  /** Of the envelope where it is known, else of the headers. */
  recipients: string[];
  sender: string;
  subject: string;
  raw: Buffer | null;
  /** So large that its body was not read. */
  isOversized?: true;
};

/** The outcome of an email of ours, by the provider's word; `delayed` and `opened` are facts on the way. */
export type OutgoingNews = {
  kind: "outcome";
  provider: "resend";
  providerMessageId: string;
  outcome: "delivered" | "bounced" | "complained" | "failed" | "delayed" | "opened";
  words: string;
};

export type InboundNotice = IncomingMail | OutgoingNews;

/** A provider that is asked for a message it announced. */
export interface ReceivedMail {
  /** The message as it was received, at most `maxBytes`; null when the provider does not have it. */
  fetchRaw(providerMessageId: string, options: { maxBytes: number; signal: AbortSignal }): Promise<Buffer | null>;
}
