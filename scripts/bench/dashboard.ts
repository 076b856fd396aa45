import { setTimeout as delay } from "node:timers/promises";
import { step } from "../runtime/progress";
import { BenchFounder, newCompany, type Company } from "./company";
import { median, ms, type Row } from "./figures";
import { LoadGenerator, type Measured } from "./load";
import { sampleEvent } from "./sample-events";
import { seedEvents } from "./seed-events";
import type { Servers } from "./servers";

const LIMIT = 1.5;
const ROUNDS = 7;
const LOOKS = 40;
const CROWD = 16;
const FRESH = 30;
const SIZES = [10_000, 100_000, 1_000_000];
export const LARGEST = 10_000_000;
/** The disk space of the largest run, including the write-ahead log; the others take a tenth. */
export const MEGABYTES = { usual: 4_000, large: 20_000 };

export type DashboardLine = {
  events: number;
  connections: number;
  p50_ms: number;
  p99_ms: number;
  requests_per_second: number;
};
export type DashboardFigures = {
  rows: Row[];
  lines: DashboardLine[];
  seed_seconds: Record<string, number>;
  /** From sending an event to the answer of a dashboard that counts it; how many looks it took. */
  freshness: { process: string; p50_ms: number; slowest_ms: number; looks: number }[];
};
type Seeded = { events: number; company: Company };

/** The aggregate of companies with ever more events, over HTTP with a session, and how soon it shows a new one. */
export async function benchDashboard(servers: Servers, { large }: { large: boolean }): Promise<DashboardFigures> {
  const founder = await BenchFounder.signIn(servers.appUrl);
  const seeded: Seeded[] = [];
  const seconds: Record<string, number> = {};
  for (const events of large ? [...SIZES, LARGEST] : SIZES) {
    const company = await newCompany(founder, servers.admin);
    const seeding = (): Promise<number> => seedEvents(servers.admin, company, events);
    seconds[events] = await step(`${events.toLocaleString("en")} events`, seeding);
    seeded.push({ events, company });
  }
  await servers.admin.query("vacuum analyze");
  const generator = await LoadGenerator.start();
  try {
    const look = (company: Company, connections: number, amount: number): Promise<Measured> =>
      generator.run({
        kind: "http",
        url: aggregateUrl(servers, company),
        method: "GET",
        requests: [{ headers: founder.headers }],
        connections,
        amount,
      });
    const alone = await step("The aggregate, one reader", () => inRounds(seeded, (company) => look(company, 1, LOOKS)));
    const crowd = await step(`The aggregate, ${CROWD} readers`, () =>
      inRounds(seeded, (company) => look(company, CROWD, CROWD * 8), 1),
    );
    const freshness = await step("How soon an event is counted", () => freshnessOf(servers, founder));
    const lines = [...toLines(alone, 1), ...toLines(crowd, CROWD)];
    return { rows: [ratioRow(alone), freshRow(freshness)], lines, seed_seconds: seconds, freshness };
  } finally {
    await generator.stop();
  }
}

const aggregateUrl = ({ appUrl }: Servers, { workspaceId }: Company): string =>
  `${appUrl}/api/dashboard/aggregate?workspace_id=${workspaceId}`;

type BySize = Map<number, Measured[]>;

/** All sizes in turn, the order changed each round; a first round warms up and is not counted. */
async function inRounds(
  seeded: readonly Seeded[],
  look: (company: Company) => Promise<Measured>,
  rounds = ROUNDS,
): Promise<BySize> {
  const measured: BySize = new Map(seeded.map(({ events }) => [events, []]));
  for (let round = 0; round <= rounds; round += 1)
    for (const { events, company } of round % 2 ? seeded : seeded.toReversed()) {
      const slice = await look(company);
      const { "200": answered = 0 } = slice.answers;
      if (answered !== slice.requests) throw new Error(`The aggregate answers ${JSON.stringify(slice.answers)}.`);
      if (round > 0) measured.get(events)?.push(slice);
    }
  return measured;
}

const toLines = (measured: BySize, connections: number): DashboardLine[] =>
  [...measured].map(([events, slices]) => ({
    events,
    connections,
    p50_ms: median(slices.map(({ p50 }) => p50)),
    p99_ms: median(slices.map(({ p99 }) => p99)),
    requests_per_second: median(slices.map(({ perSecond }) => perSecond)),
  }));

function ratioRow(measured: BySize): Row {
  const of = (events: number): number[] => (measured.get(events) ?? []).map(({ p50 }) => p50);
  const [small, large] = [of(10_000), of(1_000_000)];
  const ratio = median(large.map((time, round) => time / (small[round] ?? Number.NaN)));
  return {
    name: `Dashboard aggregate, 1,000,000 events (median of ${ROUNDS})`,
    measured: ms(median(large)),
    compared: `${ms(median(small))} with 10,000`,
    ratio,
    limit: `≤ ${LIMIT}`,
    ok: ratio <= LIMIT,
  };
}

function freshRow(freshness: DashboardFigures["freshness"]): Row {
  const [app, ingest] = freshness;
  const looks = Math.max(...freshness.map((each) => each.looks));
  return {
    name: `Event sent → counted in the aggregate (median of ${FRESH})`,
    measured: `${ms(app?.p50_ms ?? Number.NaN)} through the application`,
    compared: `${ms(ingest?.p50_ms ?? Number.NaN)} through npm run ingest`,
    ratio: null,
    limit: "the first look shows it",
    ok: looks === 1,
  };
}

async function freshnessOf(servers: Servers, founder: BenchFounder): Promise<DashboardFigures["freshness"]> {
  const figures: DashboardFigures["freshness"] = [];
  for (const [process, url] of [
    ["application", servers.appUrl],
    ["npm run ingest", servers.ingestUrl],
  ] as const) {
    const company = await newCompany(founder, servers.admin);
    const [times, looks]: [number[], number[]] = [[], []];
    for (let index = 0; index <= FRESH; index += 1) {
      const began = performance.now();
      await send(url, company, index);
      const looked = await lookUntil(servers, founder, { company, expected: index + 1 });
      if (index === 0) continue;
      times.push(performance.now() - began);
      looks.push(looked);
    }
    figures.push({ process, p50_ms: median(times), slowest_ms: Math.max(...times), looks: Math.max(...looks) });
  }
  return figures;
}

async function send(url: string, company: Company, index: number): Promise<void> {
  const event = sampleEvent({ ...company, index: 0, key: `fresh-${index}` });
  const response = await fetch(`${url}/api/events`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-webhook-token": company.token },
    body: JSON.stringify({ ...event, event_type: "sent" }),
  });
  if (!response.ok) throw new Error(`${url} answers ${response.status}: ${await response.text()}`);
  await response.body?.cancel();
}

type Expected = { company: Company; expected: number };

async function lookUntil(servers: Servers, founder: BenchFounder, { company, expected }: Expected): Promise<number> {
  for (let looks = 1; looks <= 1_000; looks += 1) {
    const response = await fetch(aggregateUrl(servers, company), { headers: founder.headers });
    const { summary } = (await response.json()) as { summary: { sends: number } };
    if (summary.sends === expected) return looks;
    await delay(5);
  }
  throw new Error(`The aggregate does not count ${expected} events after 1,000 looks.`);
}
