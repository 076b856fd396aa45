/** Emails that become due on a day; `domain` is the recipients' company, null for a public provider's. */
export type Due = { day: string; step: number; domain: string | null; emails: number; gotToday: number };

/** A day's window and limits. `leftToday` is set for the first day, `rampLimit` while the account is ramped up. */
export type SendingDay = {
  day: string;
  openSeconds: number;
  leftToday: number | null;
  dayLimit: number;
  rampLimit: number | null;
  gapSeconds: number;
  domainLimit: number | null;
};
export type Planned = { day: string; step: number; emails: number };

const RAMP_STEP = 5;

/**
 * On which of the days emails leave: each at the earliest on its day, in the order in which they are due, as the window, the gap between two
 * emails, the limits of the day, the ramp-up and the limit per company allow. One that finds no room moves to the next day.
 */
export function spreadDue(due: readonly Due[], days: readonly SendingDay[]): Planned[] {
  const planned: Planned[] = [];
  let waiting: Due[] = [];
  let rampDays = 0;
  for (const [index, day] of days.entries()) {
    waiting = [...waiting, ...due.filter((lot) => lot.day === day.day)];
    const got = new Map(index === 0 ? due.map(({ domain, gotToday }) => [domain, gotToday]) : []);
    let room = roomOf(day, rampDays);
    const before = planned.length;
    const left: Due[] = [];
    for (const lot of waiting) {
      const emails = Math.max(0, Math.min(lot.emails, room, companyRoom(lot, got, day)));
      room -= emails;
      got.set(lot.domain, (got.get(lot.domain) ?? 0) + emails);
      add(planned, { day: day.day, step: lot.step, emails });
      if (emails < lot.emails) left.push({ ...lot, emails: lot.emails - emails });
    }
    if (planned.length > before) rampDays += 1;
    waiting = left;
  }
  return planned;
}

function roomOf({ openSeconds, leftToday, dayLimit, rampLimit, gapSeconds }: SendingDay, rampDays: number): number {
  if (openSeconds <= 0) return 0;
  const byGap = gapSeconds === 0 ? Number.POSITIVE_INFINITY : Math.floor(openSeconds / gapSeconds) + 1;
  const byRamp = rampLimit === null ? Number.POSITIVE_INFINITY : rampLimit + RAMP_STEP * rampDays;
  return Math.min(leftToday ?? Math.min(dayLimit, byRamp), byGap);
}

function companyRoom({ domain }: Due, got: ReadonlyMap<string | null, number>, { domainLimit }: SendingDay): number {
  if (domain === null || domainLimit === null) return Number.POSITIVE_INFINITY;
  return domainLimit - (got.get(domain) ?? 0);
}

function add(planned: Planned[], { day, step, emails }: Planned): void {
  if (emails === 0) return;
  const known = planned.find((lot) => lot.day === day && lot.step === step);
  if (known) known.emails += emails;
  else planned.push({ day, step, emails });
}
