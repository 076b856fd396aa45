export type MailServerAccount = {
  host: string;
  port: number;
  /** True: TLS from the first byte. False: STARTTLS, unless `encryption` is `none`. */
  secure: boolean;
  /** `none`: the founder accepted that password and emails travel readable. Absent: `required`. */
  encryption?: "required" | "none";
  user: string;
  password: string;
  /** Logs in by XOAUTH2 instead of the password, which is empty then. */
  accessToken?: string;
};

/** `sender`: the login worked, and the server does not take mail from the sender's address. `inbox`: it worked, and the inbox does not open. */
export type CheckStage = "dns" | "connect" | "tls" | "auth" | "sender" | "inbox";

/** Where the attempt ended, and one sentence that says what to do. */
export type AccountCheck = { ok: true } | { ok: false; stage: CheckStage; message: string };

/** `public`: a mail server on the internet. `private`: an address inside our own network. `unresolved`: no address at all. */
export type HostKind = "public" | "private" | "unresolved";

/** One email from a founder's account to one person. `to` and `from` are addresses, the names are quoted as RFC 5322 asks. */
export type AccountMessage = {
  to: { address: string; name: string | null };
  from: { address: string; name: string | null };
  replyTo: string;
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
  messageId: string;
  /** The message that this one answers, and the thread that it belongs to, in angle brackets. */
  inReplyTo?: string;
  references?: readonly string[];
};

/**
 * The certain outcome of one message. `refused`: the server did not take it. `server_unusable`: no message could be handed over.
 * `unknown`: the connection broke after the whole message went out. `response` is what the server said, or why there is no answer.
 */
export type Delivery = {
  status: "sent" | "refused" | "server_unusable" | "unknown";
  response: string;
  code: number | null;
};

/** The operations that the product needs from an SMTP account. */
export interface MailAccounts {
  /** The kind of network that a host name leads to, by every address it resolves to. */
  classifyHost(host: string): Promise<HostKind>;
  /** Whether the host is this machine, by every address it resolves to. */
  isOnThisMachine(host: string): Promise<boolean>;
  /**
   * Connects, secures, logs in and announces an email from `sender`, as sending would; the session ends before a recipient is named.
   * `trusted` hosts are our own and may be private.
   */
  checkAccount(account: MailServerAccount, options: { trusted: boolean; sender: string | null }): Promise<AccountCheck>;
  /** Connects, secures, logs in and hands one message over. Never throws: what happened is in the answer. */
  deliver(account: MailServerAccount, message: AccountMessage, options: { trusted: boolean }): Promise<Delivery>;
}

/** How far an inbox was read. The numbers of messages hold while the server keeps `uidValidity` (RFC 9051, 2.3.1.1). */
export type ReadPlace = { uidValidity: string; uid: number };

/** `raw`: the message's bytes, or of one that is too large (`isWhole` false) its beginning. */
export type ArrivedMessage = { uid: number; raw: Buffer; isWhole: boolean };

/**
 * Messages in the order of their numbers, and the place after the last of them. `isMore`: others wait, because of the limits or because the
 * connection broke after some were read.
 */
export type InboxReading =
  | { ok: true; place: ReadPlace; messages: ArrivedMessage[]; isMore: boolean }
  | { ok: false; stage: CheckStage; message: string };

/** `place` null, or of another `uidValidity`: the messages that arrived on the day of `since` or later. */
export type ReadFrom = { place: ReadPlace | null; since: Date };

/** The mailbox that answers arrive in. */
export interface ReplyMailboxes {
  /** The kind of network that a host name leads to, by every address it resolves to. */
  classifyHost(host: string): Promise<HostKind>;
  /** Connects, secures, logs in and opens the inbox for reading; changes nothing. */
  checkMailbox(account: MailServerAccount): Promise<AccountCheck>;
  /** Reads what is new in the inbox, at most 50 messages and 25 MB at once; marks and deletes nothing. Never throws for what a server does. */
  readInbox(account: MailServerAccount, from: ReadFrom, signal: AbortSignal): Promise<InboxReading>;
}

/** The permission of a person to send and read email as one address, until they take it back. */
export type MailGrant = { address: string; refreshToken: string };

export type EngineGrant = { clientId: string; clientSecret: string; oauthTokens: Record<string, string> };

/** Accounts that a person connects at their provider, without a password. */
export interface MailConsents {
  /** The secret of one consent (PKCE): only its keeper can redeem it. */
  newVerifier(): string;
  /** The provider's page that asks the person. */
  consentUrl(consent: { state: string; verifier: string }): Promise<string>;
  /** Once: `gmail.expired` when the code is worth nothing, `gmail.scope_missing` when the person allowed too little. */
  redeem(answer: { code: string; verifier: string }): Promise<MailGrant>;
  /** A token that is good for some minutes at least; `gmail.grant_ended` after the person took the grant back. */
  accessToken(refreshToken: string): Promise<string>;
  /** The addresses that the account may send as, in lower case. */
  senders(accessToken: string): Promise<string[]>;
  /** The same grant in the hands of an engine, which makes its own tokens. */
  engineGrant(refreshToken: string, accessToken: string): EngineGrant;
}

/** Whether a message arrived: `unknowable` where nobody can look. */
export type Arrival = boolean | "unknowable";

/** One message that the built-in mailbox keeps, and when it arrived. */
export type KeptMessage = { id: string; messageId: string; receivedAt: string };

/** A mailbox one can look into. */
export interface Mailbox {
  /** The newest messages first, at most `limit`. */
  listMessages(limit: number): Promise<KeptMessage[]>;
  /** The bytes of a message as it would have gone out; null when it is not there. */
  readMessage(id: string): Promise<Buffer | null>;
  findMessages(search: { messageIds: readonly string[]; since: Date }): Promise<Map<string, Arrival>>;
}

/** A mail of the application itself, to one person. `messageId` is `<…@…>` and stands for this mail: sent again, it arrives once. */
export type ApplicationMessage = { to: string; subject: string; text: string; html: string; messageId: string };

/** The mail of the application itself: invitations, notices. From its own address, never from a founder's account. */
export interface ApplicationMail {
  /** Returns once the mail is taken over for good; safe to repeat. */
  send(message: ApplicationMessage, signal: AbortSignal): Promise<void>;
}
