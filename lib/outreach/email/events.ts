import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";

export const BrandSaved = defineEvent(
  "brand.saved",
  z.object({ companyName: z.string(), senderName: z.string(), senderEmail: z.string() }),
  ({ companyName, senderName, senderEmail }) =>
    `Company and sender were saved: ${companyName}, mailing as ${senderName} <${senderEmail}>.`,
);

export const ScheduleSaved = defineEvent(
  "schedule.saved",
  z.object({
    timeZone: z.string(),
    days: z.array(z.number()),
    from: z.string(),
    to: z.string(),
    dailyLimit: z.number(),
  }),
  ({ timeZone, days, from, to, dailyLimit }) =>
    `Sending was set to ${dayNames(days)}, ${from}–${to} (${timeZone}), at most ${dailyLimit} a day.`,
);

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const dayNames = (days: readonly number[]): string =>
  days.length === 7 ? "every day" : days.map((day) => DAYS[day - 1]).join(", ");

export const MailAccountSaved = defineEvent(
  "mail_account.saved",
  z.object({ credentialId: z.uuid(), preview: z.string(), testMailbox: z.boolean() }),
  ({ preview, testMailbox }) =>
    testMailbox
      ? "Mail will go to the built-in test mailbox."
      : `Mail will be sent through the SMTP account ${preview}.`,
);

export const UnsubscribeConfirmed = defineEvent(
  "unsubscribe.confirmed",
  z.object({ recipient: z.string(), leadId: z.uuid(), campaignId: z.uuid(), cancelledDrafts: z.number().int() }),
  ({ recipient, cancelledDrafts }) =>
    `${recipient} unsubscribed by the link in a mail${cancelledDrafts > 0 ? `; ${cancelledDrafts} waiting mail${cancelledDrafts > 1 ? "s were" : " was"} cancelled` : ""}.`,
);

export const SuppressionAdded = defineEvent(
  "suppression.added",
  z.object({ recipient: z.string(), cancelledDrafts: z.number().int() }),
  ({ recipient }) => `${recipient} was put on the suppression list and will not be mailed.`,
);

export const UnknownSendSettled = defineEvent(
  "unknown_send.settled",
  z.object({
    recipient: z.string(),
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
