/** People and events of the demo company. All of it is invented, and the same on every installation. */

export type DemoLead = { email: string; first_name: string; last_name: string; company: string; title: string };
export type DemoEvent = {
  contact_email: string;
  event_type: "sent" | "opened" | "bounced" | "opt_out";
  step: number;
  event_ts: string;
  idempotency_key: string;
  subject?: string;
};

const FIRST_NAMES = ["Ines", "Marco", "Hanna", "Theo", "Aisha", "Piet", "Lucía", "Jonas", "Mei", "Oskar"];
const LAST_NAMES = ["Abel", "Brandt", "Costa", "Duval", "Eriksen", "Ferri"];
const CAFES = ["Corner Roast", "Blue Door", "Harbour Beans", "North Lane", "Second Cup Works", "Pressa"];
const TITLES = ["Owner", "Head of Operations", "Café Manager"];
const DAY_MS = 86_400_000;

const pick = (list: readonly string[], index: number): string => list[index % list.length] ?? "";

/** One lead a company, so that no two share a domain. */
export const DEMO_LEADS: readonly DemoLead[] = Array.from({ length: 48 }, (_, index) => {
  const [first_name, last_name] = [pick(FIRST_NAMES, index), pick(LAST_NAMES, index * 5 + 1)];
  const company = `${pick(CAFES, index)} ${index + 1}`;
  const domain = `${company.toLowerCase().replace(/[^a-z0-9]+/g, "-")}.example`;
  const mailbox = first_name.toLowerCase().replace("í", "i");
  return { email: `${mailbox}@${domain}`, first_name, last_name, company, title: pick(TITLES, index) };
});

/** The last ones were not emailed yet: their drafts wait for approval. */
export const WAITING_LEADS = DEMO_LEADS.slice(-6);
const EMAILED_LEADS = DEMO_LEADS.slice(0, -6);

/** The lead whose reply is in the inbox. */
export const REPLYING_LEAD = EMAILED_LEADS[3] as DemoLead;

export const SUBJECT = "When the espresso machine stops at 8 in the morning";

/** Thirty days of emails up to `now`: the first to two leads on each working day, a follow-up three days later. */
export function demoEvents(now: Date): DemoEvent[] {
  const events: DemoEvent[] = [];
  let next = 0;
  for (let daysAgo = 30; daysAgo > 0; daysAgo--) {
    const morning = new Date(now.getTime() - daysAgo * DAY_MS);
    morning.setUTCHours(8, 30, 0, 0);
    if ([0, 6].includes(morning.getUTCDay())) continue;
    for (const lead of EMAILED_LEADS.slice(next, next + 2)) events.push(...story(lead, next++, morning));
  }
  return events.filter(({ event_ts }) => event_ts < now.toISOString());
}

function story({ email }: DemoLead, index: number, morning: Date): DemoEvent[] {
  const at = (step: number, event_type: DemoEvent["event_type"], hours: number): DemoEvent => ({
    contact_email: email,
    event_type,
    step,
    event_ts: new Date(morning.getTime() + hours * 3_600_000 + index * 60_000).toISOString(),
    idempotency_key: `demo:${email}:${step}:${event_type}`,
    ...(event_type === "sent" && { subject: step === 1 ? SUBJECT : `Re: ${SUBJECT}` }),
  });
  const told = [at(1, "sent", 0)];
  if (index % 17 === 11) told.push(at(1, "bounced", 0.1));
  else if (index % 19 === 7) told.push(at(1, "opt_out", 5));
  else {
    if (index % 2 === 0) told.push(at(1, "opened", 3));
    if (email !== REPLYING_LEAD.email) told.push(at(2, "sent", 72));
  }
  return told;
}

/** The drafts of one lead, marked as samples by their source. */
export function demoDrafts({ first_name, company }: DemoLead): { step: number; subject: string; body: string }[] {
  return [
    {
      step: 1,
      subject: SUBJECT,
      body: `Hi ${first_name},\n\nwe repair espresso machines on the day they break, also on Saturdays. Most cafés call us when a morning is already lost; the ones who know us before lose about an hour.\n\nWould it help ${company} to have our number on the wall?\n\nMara`,
    },
    {
      step: 2,
      subject: `Re: ${SUBJECT}`,
      body: `Hi ${first_name},\n\none detail that I left out: the first visit costs nothing when we cannot repair it on the spot.\n\nWorth five minutes on the phone this week?\n\nMara`,
    },
    {
      step: 3,
      subject: `Re: ${SUBJECT}`,
      body: `Hi ${first_name},\n\nI'll leave it there. If a machine stops one day, just reply to this email and we'll come.\n\nMara`,
    },
  ];
}
