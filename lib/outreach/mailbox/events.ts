import { z } from "zod";
import { announce, defineEvent } from "@/lib/platform/contracts";
import { Guardrail } from "./schemas";

export const MailAccountSaved = announce(
  defineEvent(
    "mail_account.saved",
    z.object({ credentialId: z.uuid(), preview: z.string(), testMailbox: z.boolean() }),
    ({ preview, testMailbox }) =>
      testMailbox
        ? "Mail will go to the built-in test mailbox."
        : `Mail will be sent through the SMTP account ${preview}.`,
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
    ({ preview }) => `Replies will be read from the IMAP account ${preview}.`,
  ),
);

export const MailAccountTested = announce(
  defineEvent(
    "mail_account.tested",
    z.object({ protocol: z.enum(["smtp", "imap"]), ok: z.boolean(), message: z.string() }),
    ({ protocol, ok, message }) => {
      const account = protocol === "smtp" ? "mail account" : "reply mailbox";
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
  z.object({ guardrail: Guardrail, sent: z.number(), bounced: z.number(), complained: z.number() }),
  (counts) => `Sending was stopped: ${guardrailWords(counts)}`,
);

export const GuardrailLifted = defineEvent(
  "mailbox.guardrail_lifted",
  z.object({ guardrail: Guardrail }),
  ({ guardrail }) => `A founder let sending go on after it was stopped because of ${guardrail}.`,
);
