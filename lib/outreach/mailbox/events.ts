import { z } from "zod";
import { announce, defineEvent } from "@/lib/platform/contracts";
import { Guardrail } from "./schemas";

export const MailAccountSaved = announce(
  defineEvent(
    "mail_account.saved",
    z.object({
      credentialId: z.uuid(),
      preview: z.string(),
      testMailbox: z.boolean(),
      provider: z.enum(["smtp", "gmail"]).default("smtp"),
    }),
    ({ preview, testMailbox, provider }) =>
      testMailbox
        ? "Mail will go to the built-in test mailbox."
        : `Mail will be sent through ${provider === "gmail" ? "Gmail as" : "the SMTP account"} ${preview}.`,
  ),
);

export const MailProviderChanged = announce(
  defineEvent(
    "mail_account.provider_changed",
    z.object({ provider: z.enum(["smtp", "gmail"]), campaigns: z.number() }),
    ({ provider, campaigns }) =>
      `${campaigns} ${campaigns === 1 ? "campaign sends" : "campaigns send"} by ${provider === "gmail" ? "Gmail" : "SMTP"} from now on.`,
  ),
);

export const DelaysLengthened = defineEvent(
  "mailbox.delays_lengthened",
  z.object({ campaigns: z.number() }),
  ({ campaigns }) =>
    `Emails reach people from now on: follow-ups on the same day wait a day, in ${campaigns} ${campaigns === 1 ? "campaign" : "campaigns"}.`,
);

export const ReplyMailboxSaved = announce(
  defineEvent(
    "reply_mailbox.saved",
    z.object({ credentialId: z.uuid(), preview: z.string() }),
    ({ preview }) => `Replies will be read from the account ${preview}.`,
  ),
);

const sendingOf = (address: string | undefined): string => (address ? `mailbox ${address}` : "mail account");
const repliesOf = (address: string | undefined): string =>
  address ? `account that replies to ${address} arrive in` : "reply mailbox";

export const MailAccountTested = announce(
  defineEvent(
    "mail_account.tested",
    z.object({
      protocol: z.enum(["smtp", "imap"]),
      ok: z.boolean(),
      message: z.string(),
      address: z.string().optional(),
    }),
    ({ protocol, ok, message, address }) => {
      const account = protocol === "smtp" ? sendingOf(address) : repliesOf(address);
      return ok ? `The ${account} was tested and works. ${message}` : `The test of the ${account} failed: ${message}`;
    },
  ),
);

const secondsOf = (from: number, to: number): string => (to === 0 ? "without a gap" : `${from} to ${to} seconds apart`);

export const PacingSaved = defineEvent(
  "mailbox.pacing_saved",
  z.object({ gapFrom: z.number(), gapTo: z.number(), domainLimit: z.number(), rampUp: z.boolean() }),
  ({ gapFrom, gapTo, domainLimit, rampUp }) =>
    `Emails leave ${secondsOf(gapFrom, gapTo)}, at most ${domainLimit} a day to one email domain, ${rampUp ? "with" : "without"} a ramp-up.`,
);

export const RepliesConfirmed = defineEvent(
  "mailbox.replies_confirmed",
  z.object({ reads: z.boolean() }),
  ({ reads }) =>
    reads
      ? "A founder confirmed that they read answers themselves: follow-ups leave without a connected mailbox."
      : "The confirmation that answers are read by hand was taken back: follow-ups wait until a mailbox is connected.",
);

type Tripped = { guardrail: Guardrail; sent: number; bounced: number; complained: number };

/** Why a guardrail stopped an account, in one sentence with its numbers. */
export const guardrailWords = ({ guardrail, sent, bounced, complained }: Tripped): string =>
  guardrail === "bounces"
    ? `${bounced} of ${sent} emails bounced within 7 days. Check where the addresses come from before you go on.`
    : `${complained} of ${sent} emails were reported as spam within 7 days. Check the audience and the text before you go on.`;

export const GuardrailTripped = defineEvent(
  "mailbox.guardrail_tripped",
  z.object({
    guardrail: Guardrail,
    address: z.string().optional(),
    sent: z.number(),
    bounced: z.number(),
    complained: z.number(),
  }),
  ({ address, ...counts }) => `Sending${address ? ` from ${address}` : ""} was stopped: ${guardrailWords(counts)}`,
);

export const GuardrailLifted = defineEvent(
  "mailbox.guardrail_lifted",
  z.object({ guardrail: Guardrail }),
  ({ guardrail }) => `A founder let sending go on after it was stopped because of ${guardrail}.`,
);

export const MailboxAdded = defineEvent(
  "mailbox.added",
  z.object({ mailbox: z.number(), address: z.string(), preview: z.string() }),
  ({ address, preview }) => `The mailbox ${address} was added, which sends through ${preview}.`,
);

const people = (count: number): string => (count === 1 ? "1 person" : `${count} people`);
const again = (voided: number): string =>
  voided === 0
    ? ""
    : ` ${voided === 1 ? "1 approved email waits" : `${voided} approved emails wait`} for approval again.`;

export const MailboxRemoved = defineEvent(
  "mailbox.removed",
  z.object({ mailbox: z.number(), address: z.string(), moved: z.number(), waiting: z.number(), voided: z.number() }),
  ({ address, moved, waiting, voided }) =>
    `The mailbox ${address} was removed. ${people(moved)} not written to yet: given to other mailboxes. ${people(waiting)} in the middle of a sequence: waiting to be moved.${again(voided)}`,
);

export const PeopleMoved = defineEvent(
  "mailbox.people_moved",
  z.object({ from: z.number(), to: z.number(), address: z.string(), moved: z.number(), voided: z.number() }),
  ({ address, moved, voided }) => `${people(moved)} of a removed mailbox: moved to ${address}.${again(voided)}`,
);

export const MailboxHeld = defineEvent(
  "mailbox.held",
  z.object({ mailbox: z.number(), address: z.string(), words: z.string(), failures: z.number() }),
  ({ address, words, failures }) =>
    `Sending from ${address} waits, because its server took no email ${failures} times in a row: ${words} The other mailboxes go on; it is tested again, and goes on once it works.`,
);

const OfMailbox = z.object({ mailbox: z.number(), address: z.string() });

export const RepliesConnected = defineEvent(
  "mailbox.replies_connected",
  OfMailbox.extend({ preview: z.string() }),
  ({ address, preview }) => `Replies to ${address} will be read from the account ${preview}.`,
);

export const RepliesDisconnected = defineEvent(
  "mailbox.replies_disconnected",
  OfMailbox,
  ({ address }) => `Replies to ${address} are not read any more; the password of its account was deleted.`,
);

export const RepliesUnread = defineEvent(
  "mailbox.replies_unread",
  OfMailbox.extend({ words: z.string() }),
  ({ address, words }) => `Replies to ${address} cannot be read, so its follow-ups wait: ${words}`,
);

export const RepliesReadAgain = defineEvent(
  "mailbox.replies_read_again",
  OfMailbox,
  ({ address }) => `Replies to ${address} are read again: its follow-ups go on.`,
);

export const MessagePassedOver = defineEvent(
  "mailbox.message_passed_over",
  OfMailbox,
  ({ address }) =>
    `One message in the mailbox ${address} could not be read three times in a row and was passed over. Look into that mailbox.`,
);
