import type { Reason } from "@/lib/contracts/engine";
import { zonedTime } from "./zoned-time";

type Due = { due: number; sending: number; reasons: readonly Reason[]; timeZone: string; now: Date };

/** The thing that emails wait for, by reason; another reason waits for a time. */
const FOR: Readonly<Record<string, string>> = {
  "campaign.not_active": "the campaign to be active",
  "workspace.held": "an administrator to release the workflows",
  "workspace.frozen": "the end of a freeze",
  "guardrail.bounces": "your decision, because too many emails bounced",
  "guardrail.complaints": "your decision, because of spam complaints",
  "mailbox.broken": "their mailbox to work again",
  "domain.failing": "the DNS records of their sending domain to be right",
  "mailbox.removed": "another mailbox instead of the one that was removed",
  "replies.unread": "a mailbox for replies, or your word that you read them yourself",
  "spacing.waiting": "their turn, because the account pauses between two emails",
  "lead.unconfirmed": "your confirmation of the address",
  "lead.held": "the end of a hold after a reply",
  "brand.missing": "the company and sender to be filled in",
  "schedule.missing": "a sending window",
  "approval.missing": "your approval",
  "approval.void": "your approval again, because they were changed",
  "draft.incomplete": "a gap in their text to be filled",
  "previous_step.not_sent": "the email before them",
  "attempt.waiting": "another try",
  "claim.contended": "a run that is under way",
  "claim.open": "the result of a run",
};
/** A limit that ends by itself. */
const LIMITS: Readonly<Record<string, string>> = {
  "daily_limit.reached": "today’s limit is reached",
  "ramp_up.reached": "the new account has sent its share of today",
  "domain_limit.reached": "their company got its emails of today",
  "spacing.waiting": "the account pauses between two emails",
};
const STOPPED: ReadonlySet<string> = new Set(["lead.stopped", "lead.suppressed", "lead.address_changed"]);
/** The answer to “Run now” in one sentence: how many are sent, else how many wait, for what and until when. */
export function runWords({ due, sending, reasons, ...clock }: Due): string {
  const waiting = reasons
    .filter(({ code, count }) => count > 0 && !STOPPED.has(code))
    .map((reason, index) => {
      const verb = index > 0 ? "" : reason.count === 1 ? " waits" : " wait";
      return `${reason.count}${verb} for ${waitsFor(reason, clock)}`;
    });
  const stopped = reasons.filter(({ code }) => STOPPED.has(code)).reduce((sum, { count }) => sum + count, 0);
  const rest = stopped === 0 ? waiting : [...waiting, `${stopped} stopped: replied, opted out or “Do not contact”`];
  if (sending > 0) return [`Sending ${sending} ${sending === 1 ? "email" : "emails"}`, ...rest].join("; ") + ".";
  return rest.length > 0 ? `${due} due: ${rest.join(", ")}.` : "0 due: no email of this step is drafted yet.";
}

function waitsFor({ code, until }: Reason, clock: { timeZone: string; now: Date }): string {
  const thing = FOR[code];
  if (until === undefined) return thing ?? "the next day, because today’s limit is reached";
  const when = zonedTime(new Date(until), clock);
  if (LIMITS[code] !== undefined) return `${when}, because ${LIMITS[code]}`;
  return thing === undefined ? when : `${thing} at ${when}`;
}
