/** Emails of a campaign that become due on a day and leave from a mailbox; `domain` is the recipients' company, null for a public provider's. */
export type Due = {
  campaignId: string;
  mailbox: number;
  day: string;
  step: number;
  domain: string | null;
  emails: number;
  gotToday: number;
};

/**
 * A day of a campaign and a mailbox: the campaign's window and its own limit over all mailboxes, null without one, and the limits of the
 * mailbox's account, which all campaigns share. `leftToday` and `accountLeftToday` are set for the first day, `rampLimit` while the mailbox
 * is ramped up.
 */
export type SendingDay = {
  campaignId: string;
  mailbox: number;
  day: string;
  openSeconds: number;
  leftToday: number | null;
  dayLimit: number | null;
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
  const rampDays = new Map<number, number>();
  for (const [day, open] of Map.groupBy(days, (of) => of.day)) {
    waiting = [...waiting, ...due.filter((lot) => lot.day === day)];
    const isToday = day === days[0]?.day;
    const used = new Used(isToday ? due : []);
    waiting = waiting.flatMap((lot) => {
      const limits = open.find(({ campaignId, mailbox }) => campaignId === lot.campaignId && mailbox === lot.mailbox);
      const ramped = rampDays.get(lot.mailbox) ?? 0;
      const emails = limits ? Math.max(0, Math.min(lot.emails, used.roomFor(lot, limits, ramped))) : 0;
      used.take(lot, emails);
      add(planned, { campaignId: lot.campaignId, day, step: lot.step, emails });
      return emails < lot.emails ? [{ ...lot, emails: lot.emails - emails }] : [];
    });
    for (const [mailbox, [first]] of Map.groupBy(open, (of) => of.mailbox)) {
      const sends = used.from(mailbox) > 0 || (isToday && first?.sentToday);
      if (sends) rampDays.set(mailbox, (rampDays.get(mailbox) ?? 0) + 1);
    }
  }
  return planned;
}

const companyOf = ({ mailbox, domain }: Pick<Due, "mailbox" | "domain">): string => `${mailbox}:${domain}`;

/** The emails that were planned for a day so far: from each mailbox, and from it to each company, and of each campaign. */
class Used {
  readonly #from = new Map<number, number>();
  readonly #ofCampaign = new Map<string, number>();
  readonly #toCompany: Map<string, number>;

  constructor(got: readonly Due[]) {
    this.#toCompany = new Map(got.map((lot) => [companyOf(lot), lot.gotToday]));
  }

  from(mailbox: number): number {
    return this.#from.get(mailbox) ?? 0;
  }

  roomFor({ campaignId, mailbox, domain }: Due, day: SendingDay, rampDays: number): number {
    const { openSeconds, gapSeconds, leftToday, dayLimit, accountLeftToday, accountLimit, rampLimit, domainLimit } =
      day;
    if (openSeconds <= 0) return 0;
    const byGap = gapSeconds === 0 ? Number.POSITIVE_INFINITY : Math.floor(openSeconds / gapSeconds) + 1;
    const byRamp = rampLimit === null ? Number.POSITIVE_INFINITY : rampLimit + RAMP_STEP * rampDays;
    const toCompany =
      domain === null || domainLimit === null
        ? Number.POSITIVE_INFINITY
        : domainLimit - (this.#toCompany.get(companyOf({ mailbox, domain })) ?? 0);
    return Math.min(
      Math.min(accountLeftToday ?? Math.min(accountLimit, byRamp), byGap) - this.from(mailbox),
      (leftToday ?? dayLimit ?? Number.POSITIVE_INFINITY) - (this.#ofCampaign.get(campaignId) ?? 0),
      toCompany,
    );
  }

  take(lot: Due, emails: number): void {
    const company = companyOf(lot);
    this.#from.set(lot.mailbox, this.from(lot.mailbox) + emails);
    this.#ofCampaign.set(lot.campaignId, (this.#ofCampaign.get(lot.campaignId) ?? 0) + emails);
    this.#toCompany.set(company, (this.#toCompany.get(company) ?? 0) + emails);
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
