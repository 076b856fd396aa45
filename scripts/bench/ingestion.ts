import { step } from "../runtime/progress";
import type { Form } from "./bare-insert";
import { BenchFounder, newCompany, type Company } from "./company";
import { EventLoad, type Target } from "./event-load";
import { median, ms, type Row } from "./figures";
import { LoadGenerator } from "./load";
import type { Servers } from "./servers";
import { inTurn, type Pair } from "./pairs";

const LIMITS = { single: 0.8, batch: 0.5 };
/** Of bare prepared single-row inserts into the same table, over as many connections. */
const BARE: Record<Target, number> = { app: 0.08, ingest: 0.1 };
/** As many senders as an instance has. */
const USUAL = 16;
const ROUNDS = 5;
const SLICE_SECONDS = 1.5;
const CONNECTIONS = [1, 16, 64];
const SIZES = [1, 100, 1_000];
/** Few, of which each waits for its commit, and as many as keep the process busy. */
const FEW = 64;
const MANY = 256;
const BATCH_CONNECTIONS = 16;
const BATCH = 1_000;
/** Of more a process refuses a part with 503 `ingestion.busy`, because it keeps only so many waiting. */
const MOST_AT_ONCE = BATCH_CONNECTIONS * BATCH;
/** Batches of one company wait for each other where they are about the same people; and one token would reach its rate limit. */
const COMPANIES = 4;
const TARGETS: Record<Target, string> = { app: "application", ingest: "npm run ingest" };

export type Line = {
  process: string;
  events_per_request: number;
  connections: number;
  events_per_second: number;
  requests_per_second: number;
  p50_ms: number;
  p99_ms: number;
};
export type IngestionFigures = {
  rows: Row[];
  lines: Line[];
  pairs: Record<string, Pair>;
  /** Every event a slice had an answer for is in the table, and no other. */
  acknowledged: number;
  stored: number;
};

/** Events over HTTP through both processes, beside an empty route of the same process and beside bare inserts into the same table. */
export async function benchIngestion(servers: Servers): Promise<IngestionFigures> {
  const founder = await BenchFounder.signIn(servers.appUrl);
  const companies: Company[] = [];
  for (let made = 0; made < COMPANIES; made += 1) companies.push(await newCompany(founder, servers.admin));
  const generator = await LoadGenerator.start();
  try {
    const place = { servers, generator, sliceSeconds: SLICE_SECONDS };
    const load = new EventLoad({ ...place, companies });
    const loads = [load];
    const [pairs, rows] = [{} as Record<string, Pair>, [] as Row[]];
    for (const [index, target] of (["app", "ingest"] as const).entries()) {
      // One company, as one instance reports: its events share commits.
      const alone = new EventLoad({ ...place, companies: companies.slice(index, index + 1) });
      loads.push(alone);
      for (const [kind, form] of Object.entries(BARE_FORMS) as [Kind, Form][]) {
        const name = `One ${kind} a request, ${TARGETS[target]}, ${USUAL} connections`;
        const pair = await step(`${name}, beside ${form}`, () => pairBare(alone, target, form));
        pairs[`${target}_bare_${form}`] = pair;
        rows.push(toRow(name, pair, { compared: "bare prepared single-row inserts/s", limit: BARE[target] }));
      }
      for (const connections of [FEW, MANY]) {
        const name = `One event a request, ${TARGETS[target]}, ${connections} connections`;
        const pair = await step(name, () => pairSingles(alone, target, connections));
        pairs[`${target}_single_${connections}`] = pair;
        const isLimited = target === "app" && connections === MANY;
        rows.push(toRow(name, pair, { ...SINGLES, limit: isLimited ? LIMITS.single : null }));
      }
      for (const [form, compared] of Object.entries(BATCHES) as [Form, Compared][]) {
        const name = `Batches of ${BATCH.toLocaleString("en")}, ${TARGETS[target]}, ${BATCH_CONNECTIONS} connections`;
        const pair = await step(`${name}, beside ${form}`, () => pairBatches(load, target, form));
        pairs[`${target}_batch_${form}`] = pair;
        rows.push(toRow(name, pair, compared));
      }
    }
    const lines = await step("Every process, batch and number of connections", ({ update }) => table(load, update));
    const stored = await countStored(servers, "email_events", companies);
    const acknowledged = loads.reduce((sum, each) => sum + each.acknowledged, 0);
    if (stored !== acknowledged) throw new Error(`${acknowledged} events were acknowledged and ${stored} are stored.`);
    const views = await countStored(servers, "project_analytics_events", companies);
    const seen = loads.reduce((sum, each) => sum + each.acknowledgedViews, 0);
    if (views !== seen) throw new Error(`${seen} page views were acknowledged and ${views} are stored.`);
    return { rows, lines, pairs, acknowledged, stored };
  } finally {
    await generator.stop();
  }
}

function pairSingles(load: EventLoad, target: Target, connections: number): Promise<Pair> {
  return inTurn(ROUNDS, [
    async () => (await load.events(target, 1, connections)).perSecond,
    async () => (await load.empty(target, connections)).perSecond,
  ]);
}

function pairBare(load: EventLoad, target: Target, form: Form): Promise<Pair> {
  return inTurn(ROUNDS, [
    async () => (form === "view" ? await load.views(target, USUAL) : await load.events(target, 1, USUAL)).perSecond,
    async () => (await load.insert(form, 1, USUAL)).perSecond,
  ]);
}

function pairBatches(load: EventLoad, target: Target, form: Form): Promise<Pair> {
  return inTurn(ROUNDS, [
    async () => (await load.events(target, BATCH, BATCH_CONNECTIONS)).perSecond * BATCH,
    async () => (await load.insert(form, BATCH, BATCH_CONNECTIONS)).perSecond * BATCH,
  ]);
}

const perSecond = (values: readonly number[]): string => Math.round(median(values)).toLocaleString("en");

type Compared = { limit: number | null; compared: string };
type Kind = "event" | "page view";
const BARE_FORMS: Record<Kind, Form> = { event: "single", "page view": "view" };
const SINGLES = { compared: "requests/s of an empty route" };
const BATCHES: Record<"values" | "arrays", Compared> = {
  values: { limit: LIMITS.batch, compared: "rows/s of bare multi-row inserts" },
  arrays: { limit: null, compared: "rows/s of prepared inserts of arrays" },
};

function toRow(name: string, { first, second, ratios }: Pair, { limit, compared }: Compared): Row {
  const ratio = median(ratios);
  return {
    name: `${name} (median of ${ROUNDS})`,
    measured: `${perSecond(first)} events/s`,
    compared: `${perSecond(second)} ${compared}`,
    ratio,
    limit: limit === null ? "" : `≥ ${limit}`,
    ok: limit === null || ratio >= limit,
  };
}

async function table(load: EventLoad, update: (text: string) => void): Promise<Line[]> {
  const lines: Line[] = [];
  for (const target of ["app", "ingest"] as const)
    for (const size of SIZES)
      for (const connections of CONNECTIONS.filter((each) => each * size <= MOST_AT_ONCE)) {
        const { perSecond: requests, p50, p99 } = await load.events(target, size, connections);
        lines.push({
          process: TARGETS[target],
          events_per_request: size,
          connections,
          events_per_second: requests * size,
          requests_per_second: requests,
          p50_ms: p50,
          p99_ms: p99,
        });
        update(`${TARGETS[target]}, ${size} a request, ${connections} connections: p50 ${ms(p50)}`);
      }
  return lines;
}

type Table = "email_events" | "project_analytics_events";

async function countStored({ admin }: Servers, table: Table, companies: readonly Company[]): Promise<number> {
  const { rows } = await admin.query<{ stored: string }>(
    `select count(*) as stored from ${table} where workspace_id = any ($1::uuid[])`,
    [companies.map(({ workspaceId }) => workspaceId)],
  );
  return Number(rows[0]?.stored);
}
