/** Emails of a campaign that become due on a day; `domain` is the recipients' company, null for a public provider's. */
export type Due = {
  campaignId: string;
  day: string;
  step: number;
  domain: string | null;
  emails: number;
  gotToday: number;
};

/**
 * A campaign's day: its window and limits, and those of the account, which all campaigns share. `leftToday` and `accountLeftToday` are set
 * for the first day, `rampLimit` while the account is ramped up.
 */
export type SendingDay = {
  campaignId: string;
  day: string;
  openSeconds: number;
  leftToday: number | null;
  dayLimit: number;
  accountLeftToday: number | null;
  accountLimit: number;
  rampLimit: number | null;
  sentToday: boolean;
  gapSeconds: number;
  domainLimit: number | null;
};
export type Planned = Pick<Due, "campaignId" | "day" | "step" | "emails">;

const RAMP_STEP = 5;

/**
 * On which of the days emails leave: each at the earliest on its day, in the order in which they are due, as the windows, the gap between two
 * emails, the limits of the day, the ramp-up and the limit per company allow. One that finds no room moves to the next day.
 */
export function spreadDue(due: readonly Due[], days: readonly SendingDay[]): Planned[] {
  const planned: Planned[] = [];
  let waiting: Due[] = [];
  let rampDays = 0;
  for (const [day, open] of Map.groupBy(days, (of) => of.day)) {
    waiting = [...waiting, ...due.filter((lot) => lot.day === day)];
    const isToday = day === days[0]?.day;
    const used = new Used(isToday ? due : []);
    waiting = waiting.flatMap((lot) => {
      const limits = open.find(({ campaignId }) => campaignId === lot.campaignId);
      const emails = limits ? Math.max(0, Math.min(lot.emails, used.roomFor(lot, limits, rampDays))) : 0;
      used.take(lot, emails);
      add(planned, { campaignId: lot.campaignId, day, step: lot.step, emails });
      return emails < lot.emails ? [{ ...lot, emails: lot.emails - emails }] : [];
    });
    if (used.account > 0 || (isToday && open[0]?.sentToday)) rampDays += 1;
  }
  return planned;
}

/** The emails that were planned for a day so far: of the account, of each campaign and to each company. */
class Used {
  account = 0;
  readonly #ofCampaign = new Map<string, number>();
  readonly #toCompany: Map<string | null, number>;

  constructor(got: readonly Due[]) {
    this.#toCompany = new Map(got.map(({ domain, gotToday }) => [domain, gotToday]));
  }

  roomFor({ campaignId, domain }: Due, day: SendingDay, rampDays: number): number {
    const { openSeconds, gapSeconds, leftToday, dayLimit, accountLeftToday, accountLimit, rampLimit, domainLimit } =
      day;
    if (openSeconds <= 0) return 0;
    const byGap = gapSeconds === 0 ? Number.POSITIVE_INFINITY : Math.floor(openSeconds / gapSeconds) + 1;
    const byRamp = rampLimit === null ? Number.POSITIVE_INFINITY : rampLimit + RAMP_STEP * rampDays;
    const toCompany =
      domain === null || domainLimit === null
        ? Number.POSITIVE_INFINITY
        : domainLimit - (this.#toCompany.get(domain) ?? 0);
    return Math.min(
      Math.min(accountLeftToday ?? Math.min(accountLimit, byRamp), byGap) - this.account,
      (leftToday ?? dayLimit) - (this.#ofCampaign.get(campaignId) ?? 0),
      toCompany,
    );
  }

  take({ campaignId, domain }: Due, emails: number): void {
    this.account += emails;
    this.#ofCampaign.set(campaignId, (this.#ofCampaign.get(campaignId) ?? 0) + emails);
    this.#toCompany.set(domain, (this.#toCompany.get(domain) ?? 0) + emails);
  }
}

function add(planned: Planned[], lot: Planned): void {
  if (lot.emails === 0) return;
  const known = planned.find(
    ({ campaignId, day, step }) => campaignId === lot.campaignId && day === lot.day && step === lot.step,
  );
  if (known) known.emails += lot.emails;
  else planned.push(lot);
}
