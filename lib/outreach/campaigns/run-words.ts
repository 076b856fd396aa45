import type { Reason } from "@/lib/contracts/engine";

type Due = { due: number; sending: number; reasons: readonly Reason[]; timeZone: string; now: Date };

/** The thing that emails wait for, by reason; another reason waits for a time. */
const FOR: Readonly<Record<string, string>> = {
  "campaign.not_active": "the campaign to be active",
  "workspace.held": "an administrator to release the workflows",
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
const STOPPED: ReadonlySet<string> = new Set(["lead.stopped", "lead.suppressed", "lead.address_changed"]);
const WEEK_MS = 6 * 86_400_000;

/** A moment as people say it: “Monday 09:00 Europe/London”, with the date when it is not within the next days. */
export function zonedTime(at: Date, { timeZone, now }: { timeZone: string; now: Date }): string {
  const format = { timeZone, weekday: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const parts = new Intl.DateTimeFormat("en-GB", { ...format, day: "numeric", month: "short" }).formatToParts(at);
  const of = (type: Intl.DateTimeFormatPartTypes): string => parts.find((part) => part.type === type)?.value ?? "";
  const date = at.getTime() - now.getTime() > WEEK_MS ? ` ${of("day")} ${of("month")}` : "";
  return `${of("weekday")}${date} ${of("hour")}:${of("minute")} ${timeZone}`;
}

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
  if (code === "daily_limit.reached") return `${when}, because today’s limit is reached`;
  return thing === undefined ? when : `${thing} at ${when}`;
}
