import { once } from "node:events";
import autocannon, { type Options, type Result } from "autocannon";
import { Pool, type PoolClient } from "pg";
import { bareInsert, type Insert } from "./bare-insert";
import { percentile } from "./figures";
import type { Answer, HttpLoad, InsertLoad, Measured, Place } from "./load";
import { sampleRow } from "./sample-events";

/** Makes whatever load the parent asks for, one after the other, until the parent is gone. */
export async function runLoadProcess(): Promise<void> {
  process.on("message", (load: HttpLoad | InsertLoad) => void answer(load));
  process.send?.("ready");
  await once(process, "disconnect");
}

async function answer(load: HttpLoad | InsertLoad): Promise<void> {
  const run = load.kind === "http" ? overHttp(load) : byInsert(load);
  const said: Answer = await run.then(
    (measured) => ({ measured }),
    (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }),
  );
  process.send?.(said);
}

type Timing = { began: number; ended: number; times: number[] };

function toMeasured({ began, ended, times }: Timing, answers: Record<string, number>): Measured {
  const seconds = (ended - began) / 1000;
  const sorted = times.toSorted((a, b) => a - b);
  return {
    requests: times.length,
    seconds,
    perSecond: times.length / seconds,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
    answers,
  };
}

async function overHttp({ url, method, requests, connections, amount }: HttpLoad): Promise<Measured> {
  const timing: Timing = { began: Number.POSITIVE_INFINITY, ended: 0, times: [] };
  const answers: Record<string, number> = {};
  let next = 0;
  const load = requests.map((request) => ({ method, ...request }));
  const { errors, timeouts } = await new Promise<Result>((resolve, reject) => {
    const options: Options = {
      url,
      connections,
      amount: Math.max(amount, connections),
      requests: load,
      idReplacement: true,
      timeout: 60,
      setupClient: (client) => {
        const first = next++ % load.length;
        client.setRequests([...load.slice(first), ...load.slice(0, first)]);
      },
    };
    const instance = autocannon(options, (error, result) => (error ? reject(error as Error) : resolve(result)));
    instance.on("response", (...heard) => {
      const [, status, , took] = heard;
      timing.ended = performance.now();
      timing.began = Math.min(timing.began, timing.ended - took);
      timing.times.push(took);
      answers[status] = (answers[status] ?? 0) + 1;
    });
  });
  if (errors > 0) answers.errors = errors;
  if (timeouts > 0) answers.timeouts = timeouts;
  return toMeasured(timing, answers);
}

type Share = { client: PoolClient; place: Place; batches: Insert[] };

/** The rows are made beforehand: only storing them is measured. */
async function byInsert({ databaseUrl, places, connections, amount, rows, form }: InsertLoad): Promise<Measured> {
  const pool = new Pool({ connectionString: databaseUrl, max: connections });
  const clients = await Promise.all(Array.from({ length: connections }, () => pool.connect()));
  try {
    const shares = clients.map((client, turn): Share => {
      const place = places[turn % places.length];
      if (!place) throw new Error("There is no place to store rows in.");
      return { client, place, batches: [] };
    });
    for (let batch = 0; batch < Math.max(amount, connections); batch += 1) {
      const share = shares[batch % connections];
      share?.batches.push(bareInsert(form, { ...share.place, rows: await makeRows(share, batch * rows, rows) }));
    }
    const times: number[] = [];
    const began = performance.now();
    await Promise.all(shares.map((share) => storeAll(share, times)));
    return toMeasured({ began, ended: performance.now(), times }, { inserted: times.length * rows });
  } finally {
    for (const client of clients) client.release();
    await pool.end();
  }
}

async function storeAll({ client, batches }: Share, times: number[]): Promise<void> {
  for (const batch of batches) {
    const started = performance.now();
    await client.query(batch);
    times.push(performance.now() - started);
  }
}

const contacts = new Map<string, Map<string, string>>();

async function makeRows({ client, place }: Share, from: number, count: number) {
  const { workspaceId } = place;
  const known = contacts.get(workspaceId) ?? (await contactsOf(client, workspaceId));
  contacts.set(workspaceId, known);
  return Array.from({ length: count }, (_, row) => {
    const made = sampleRow({ ...place, index: from + row });
    return { ...made, contact_id: known.get(made.contact_email) ?? "" };
  });
}

async function contactsOf(client: PoolClient, workspaceId: string): Promise<Map<string, string>> {
  const { rows } = await client.query<{ email: string; id: string }>(
    "select email, id from contacts where workspace_id = $1",
    [workspaceId],
  );
  return new Map(rows.map(({ email, id }) => [email, id]));
}
