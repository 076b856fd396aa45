import { z } from "zod";
import { defineEvent, type EventContract } from "@/lib/platform/contracts";
import { MaskedAddress } from "@/lib/platform/unnamed";
import type { EventType } from "./schemas";

export const MailFact = z.object({
  eventId: z.uuid(),
  contactEmail: MaskedAddress,
  step: z.number().int().nullable(),
  campaignId: z.uuid().nullable(),
  campaign: z.string().nullable(),
  at: z.string(),
});
export type MailFact = z.infer<typeof MailFact>;

const mail = ({ step }: MailFact): string => (step === null ? "An email" : `Email ${step}`);
const context = ({ campaign }: MailFact): string => (campaign ? ` (${campaign})` : "");

export const EmailSent = defineEvent(
  "email.sent",
  MailFact,
  (fact) => `${mail(fact)} was sent to ${fact.contactEmail}${context(fact)}.`,
);
export const EmailDelivered = defineEvent(
  "email.delivered",
  MailFact,
  (fact) => `${mail(fact)} reached ${fact.contactEmail}${context(fact)}.`,
);
export const EmailBounced = defineEvent(
  "email.bounced",
  MailFact,
  (fact) => `${mail(fact)} to ${fact.contactEmail} bounced${context(fact)}.`,
);
export const EmailReplied = defineEvent(
  "email.replied",
  MailFact,
  (fact) => `${fact.contactEmail} replied${context(fact)}.`,
);
export const EmailOptedOut = defineEvent(
  "email.opted_out",
  MailFact,
  (fact) => `${fact.contactEmail} opted out and will not be mailed again${context(fact)}.`,
);
export const EmailOpened = defineEvent(
  "email.opened",
  MailFact,
  (fact) => `${fact.contactEmail} opened ${mail(fact).toLowerCase()}${context(fact)}.`,
);
export const EmailClicked = defineEvent(
  "email.clicked",
  MailFact,
  (fact) => `${fact.contactEmail} clicked a link in ${mail(fact).toLowerCase()}${context(fact)}.`,
);
export const EmailComplained = defineEvent(
  "email.complained",
  MailFact,
  (fact) =>
    `${fact.contactEmail} reported ${mail(fact).toLowerCase()} as spam and will not be mailed again${context(fact)}.`,
);

/** The ledger line of each thing that can be reported. */
export const LEDGER_EVENT: Record<EventType, EventContract<MailFact>> = {
  sent: EmailSent,
  delivered: EmailDelivered,
  bounced: EmailBounced,
  replied: EmailReplied,
  opt_out: EmailOptedOut,
  opened: EmailOpened,
  clicked: EmailClicked,
  complained: EmailComplained,
};
