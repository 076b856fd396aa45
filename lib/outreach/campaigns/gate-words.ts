import type { Gate } from "./schemas";
import { zonedTime } from "./zoned-time";

type Code = Gate["code"];

/** Each gate in a sentence; `{time}` is when it ends, `{mailbox}` the address that the email leaves from. */
const WORDS: Record<Code, string> = {
  "campaign.not_active": "The campaign is not active.",
  "mailbox.broken": "The mail account does not work: sending goes on after a successful test.",
  "domain.failing":
    "The DNS records of the sending domain have been wrong for 72 hours. Emails go on once a check finds them right.",
  "mailbox.removed": "The mailbox {mailbox} was removed. Move its people to another mailbox in the settings.",
  "workspace.frozen": "An administrator has frozen this workspace.",
  "workspace.held": "The workflows wait for an administrator.",
  "brand.missing": "The company and the sender are not filled in.",
  "schedule.missing": "There is no sending window.",
  "guardrail.bounces": "Sending was stopped because too many emails bounced. It goes on when you say so.",
  "guardrail.complaints": "Sending was stopped because of spam complaints. It goes on when you say so.",
  "replies.unread":
    "Replies to the mailbox {mailbox} are not read. Connect or repair them, or confirm that you read them yourself.",
  "daily_limit.reached": "Today’s limit is reached; the next day begins {time}.",
  "ramp_up.reached": "The new account has sent its share of today; the next day begins {time}.",
  "window.closed": "The sending window opens {time}.",
  "spacing.waiting": "The account pauses between two emails, until {time}.",
  "domain_limit.reached": "This company got its emails of today; the next day begins {time}.",
  "claim.contended": "A run is under way.",
  "claim.open": "The email was handed to a run, whose result is awaited.",
  "step.waiting": "The delay after the email before ends {time}.",
  "attempt.waiting": "An attempt failed; the next one follows {time}.",
  "approval.missing": "The email waits for your approval.",
  "approval.void": "The email was changed after its approval and waits for it again.",
  "draft.incomplete": "The text has a gap that you have to fill.",
  "draft.none": "No email is drafted.",
  "previous_step.not_sent": "The email before was not sent.",
  "lead.stopped": "This person replied, opted out, bounced or complained.",
  "lead.suppressed": "This person or their domain is on “Do not contact”.",
  "lead.unconfirmed": "The address looks wrong and waits for your confirmation.",
  "lead.held": "A reply holds this person back until you resume them.",
  "lead.address_changed": "The address is not the one that the email was drafted for.",
};
const HELD_UNTIL = "A reply holds this person back until {time}.";

/** One gate as people read it. */
export function gateWords(
  { code, until, mailbox }: { code: Code; until: string | null; mailbox?: string | null },
  clock: { timeZone: string; now: Date },
): string {
  const words = code === "lead.held" && until !== null ? HELD_UNTIL : WORDS[code];
  return words
    .replace("{time}", until === null ? "later" : zonedTime(new Date(until), clock))
    .replace(" {mailbox}", mailbox ? ` ${mailbox}` : "");
}
