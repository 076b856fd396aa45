export type OutgoingEmail = {
  from: { address: string; name: string };
  to: readonly string[];
  cc: readonly string[];
  bcc: readonly string[];
  replyTo: string;
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
  /** `<…@…>`, ours. */
  messageId: string;
  inReplyTo: string | null;
  references: readonly string[];
  attachments: readonly { name: string; type: string; content: Uint8Array }[];
};

/** `refused`: certainly not taken. `unknown`: it may have been taken; it is looked up, never repeated blindly. */
export type HandedOver =
  | { status: "accepted"; providerId: string; words: string }
  | { status: "refused"; code: string; words: string }
  | { status: "unknown"; words: string };

/** An email as the provider has it. `event`: the furthest that it is known to have come. */
export type FoundEmail =
  | { kind: "raw"; raw: Buffer }
  | {
      kind: "fields";
      from: string;
      to: string[];
      cc: string[];
      bcc: string[];
      subject: string;
      text: string;
      html: string;
      event: string;
      /** The Message-ID on the wire, where the provider put its own. */
      messageId: string | null;
    };

/** An email by what the provider keeps of it: the address for answers is of one conversation. */
export type SentTrace = { messageId: string; replyTo: string; to: readonly string[]; subject: string; since: Date };

/** The way a company's own emails go out. */
export interface OutgoingMail {
  provider: "resend" | "outbox";
  /** Hands one email over. With the same key it is taken once, for a day at least. Never throws for what the provider answers. */
  send(email: OutgoingEmail, options: { idempotencyKey: string; signal: AbortSignal }): Promise<HandedOver>;
  /** Looks through the provider's record for an email whose id never arrived; `closed` when this account may not read the record. */
  findTaken(trace: SentTrace, signal: AbortSignal): Promise<{ providerId: string } | "none" | "closed">;
  /** The provider's own record; null when it has none. */
  find(of: { messageId: string; providerId: string | null }, signal: AbortSignal): Promise<FoundEmail | null>;
}
