import type { Lead } from "@/lib/outreach/leads/schemas";

const SUPPRESSED: Record<NonNullable<Lead["suppressed_for"]>, string> = {
  opt_out: "opted out",
  complained: "reported spam",
  hard_bounce: "bounced",
  manual: "added by you",
};
const STOPPED: Partial<Record<Lead["status"], string>> = {
  opted_out: "opted out",
  complained: "reported spam",
  bounced: "bounced",
};
export const HELD: Record<NonNullable<Lead["held_for"]>, string> = {
  role_address: "the address of a role, not a person",
  address_typo: "the address looks mistyped",
  unverified: "the address was guessed by the tool it comes from",
};

export type LeadWords = { text: string; color: string };

const DAY = new Intl.DateTimeFormat("en-GB", { weekday: "long", hour: "2-digit", minute: "2-digit" });
const DATE = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
const WEEK_MS = 6 * 86_400_000;

const moment = (iso: string, now: number): string =>
  (Date.parse(iso) - now < WEEK_MS ? DAY : DATE).format(new Date(iso)).replace(" at ", " ");

function stepWords({ progress }: Lead, now: number): LeadWords {
  if (!progress || (progress.sent === 0 && progress.next_step === null)) return { text: "Not started", color: "gray" };
  if (progress.next_step === null) return { text: "Finished", color: "gray" };
  const step = `Step ${progress.next_step} of ${progress.steps}`;
  if (progress.next_status === "claimed") return { text: `${step}, sending now`, color: "blue" };
  if (progress.next_status === "unknown") return { text: `${step}, outcome unknown`, color: "orange" };
  if (progress.campaign_status !== "active")
    return { text: `${step}, campaign ${progress.campaign_status}`, color: "gray" };
  const when = progress.next_at && Date.parse(progress.next_at) > now ? moment(progress.next_at, now) : "due now";
  return { text: `${step}, ${when}`, color: "blue" };
}

/** The place of a lead in words: “Not started”, “Step 2 of 3, Monday 09:00”, “Finished”, “Do not contact: bounced”. */
export function leadWords(lead: Lead, now: number): LeadWords {
  const why = STOPPED[lead.status] ?? (lead.suppressed_for && SUPPRESSED[lead.suppressed_for]);
  if (why) return { text: `Do not contact: ${why}`, color: "red" };
  if (lead.status === "replied") return { text: "Replied", color: "green" };
  if (lead.held_for) return { text: "Needs confirmation", color: "yellow" };
  return stepWords(lead, now);
}

export type Named = Pick<Lead, "first_name" | "last_name" | "email">;

export const leadName = ({ first_name, last_name, email }: Named): string =>
  [first_name, last_name].filter(Boolean).join(" ") || email;
