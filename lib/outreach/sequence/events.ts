import { z } from "zod";
import { announce, defineEvent } from "@/lib/platform/contracts";
import { MaskedAddress } from "@/lib/platform/unnamed";
import { OPT_OUT_REASONS, OptOutReason } from "./schemas";

export const UnsubscribeConfirmed = announce(
  defineEvent(
    "unsubscribe.confirmed",
    z.object({
      recipient: MaskedAddress,
      contactEmail: z.string(),
      leadId: z.uuid(),
      campaignId: z.uuid(),
      cancelledDrafts: z.number().int(),
    }),
    ({ recipient, cancelledDrafts }) =>
      `${recipient} unsubscribed with the link in an email${cancelledDrafts > 0 ? `; ${cancelledDrafts} waiting email${cancelledDrafts > 1 ? "s were" : " was"} cancelled` : ""}.`,
  ),
  { unrecorded: ["contactEmail"] },
);

export const UnsubscribeExplained = defineEvent(
  "unsubscribe.explained",
  z.object({ recipient: MaskedAddress, leadId: z.uuid(), campaignId: z.uuid(), reason: OptOutReason }),
  ({ recipient, reason }) => `${recipient} said why they unsubscribed: “${OPT_OUT_REASONS[reason]}”.`,
);

export const UnknownSendSettled = defineEvent(
  "unknown_send.settled",
  z.object({
    recipient: MaskedAddress,
    claimId: z.uuid(),
    leadId: z.uuid(),
    campaignId: z.uuid(),
    step: z.number().int(),
    outcome: z.enum(["sent", "not_sent"]),
    decidedBy: z.enum(["mailbox", "founder"]),
  }),
  ({ recipient, step, outcome, decidedBy }) => {
    const how = decidedBy === "founder" ? "was decided by hand" : "was looked up in the test mailbox";
    return `Email ${step} to ${recipient} had an unknown outcome, which ${how}: ${outcome === "sent" ? "it was sent." : "it was not sent and is due again."}`;
  },
);

export const FailedEmailsRetried = defineEvent(
  "sequence.failed_retried",
  z.object({ campaignId: z.uuid(), retried: z.number().int(), cancelled: z.number().int() }),
  ({ retried, cancelled }) =>
    `${retried} failed ${retried === 1 ? "email is" : "emails are"} due again${cancelled > 0 ? `, ${cancelled} cancelled because the person is not to be contacted` : ""}.`,
);

const Trouble = z.object({ campaignId: z.uuid(), name: z.string(), words: z.string() });

export const MailServerUnusable = defineEvent(
  "mail_server.unusable",
  Trouble,
  ({ name, words }) => `The mail server took no email of “${name}”: ${words} The emails are tried again.`,
);

export const SendingPaused = announce(
  defineEvent(
    "campaign.sending_paused",
    Trouble.extend({ failures: z.number().int() }),
    ({ name, words, failures }) =>
      `Campaign “${name}” was paused after the mail server took no email ${failures} times in a row: ${words} No email was lost; the account is tested again, and sending goes on once it works.`,
  ),
);

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export const SequenceSaved = defineEvent(
  "sequence.saved",
  z.object({
    campaignId: z.uuid(),
    name: z.string(),
    emails: z.number().int(),
    voided: z.number().int(),
    rewritten: z.number().int(),
  }),
  ({ name, emails, voided, rewritten }) => {
    const waiting =
      rewritten === 0 ? "" : ` ${counted(rewritten, "email that waits gets", "emails that wait get")} another text.`;
    const again = voided === 0 ? "" : ` ${counted(voided, "email waits", "emails wait")} for approval again.`;
    return `The sequence of “${name}” was changed: ${counted(emails, "email", "emails")}.${waiting}${again}`;
  },
);

export const SequenceTestSent = defineEvent(
  "sequence.test_sent",
  z.object({ campaignId: z.uuid(), step: z.number().int(), recipient: MaskedAddress }),
  ({ step, recipient }) => `A test of email ${step} was sent to ${recipient}.`,
);
