import type { Client } from "pg";
import { applyEntry, type SagaEntry, type SagaJournal, type SagaState } from "@/lib/platform/saga/journal";
import { supersededError } from "@/lib/platform/saga/run-saga";
import type { SagaStep } from "@/lib/platform/saga/step";

/** The effects of the small saga: rows in a table, as another system would hold them. */
export type Things = { made: string[] };
export type SmallCtx = { signal: AbortSignal; client: Client; reach: (point: string) => Promise<void> };
type SmallStep = SagaStep<SmallCtx, Things>;

export const SMALL_SAGA_TABLES = `
  create table small_saga (attempt int not null, state jsonb not null);
  create table small_things (name text primary key);
  create table small_calls (position bigint generated always as identity, call text not null);
  create table small_points (point text primary key);`;

const NEW: SagaState<Things> = {
  phase: "running",
  cancelRequested: false,
  steps: ["a", "b", "c"].map((name) => ({ name, status: "pending", startedAt: null, endedAt: null, error: null })),
  made: { made: [] },
  failure: null,
};

export async function startSmallSaga(client: Client): Promise<void> {
  await client.query("truncate small_saga, small_things, small_calls, small_points");
  await client.query("insert into small_saga values (1, $1)", [NEW]);
}

/** Makes two rows, so that a process can die in the middle of it. */
export const smallStep = (name: string, change: Partial<SmallStep> = {}): SmallStep => ({
  name,
  timeoutSeconds: 20,
  run: async ({ client, reach }, { made }) => {
    await client.query("insert into small_calls (call) values ($1)", [`run ${name}`]);
    await client.query("insert into small_things values ($1) on conflict do nothing", [`${name}1`]);
    await reach(`half of ${name} is made`);
    await client.query("insert into small_things values ($1) on conflict do nothing", [`${name}2`]);
    return { made: [...made, name] };
  },
  undo: async ({ client, reach }, { made }) => {
    await client.query("insert into small_calls (call) values ($1)", [`undo ${name}`]);
    await client.query("delete from small_things where name = $1", [`${name}2`]);
    await reach(`half of ${name} is unmade`);
    await client.query("delete from small_things where name = $1", [`${name}1`]);
    return { made: made.filter((other) => other !== name) };
  },
  ...change,
});

/** The port over one Postgres row. `reach` is told before each entry is written. */
export class SmallJournal implements SagaJournal<Things> {
  constructor(
    private readonly ctx: Pick<SmallCtx, "client" | "reach">,
    private readonly attempt = 1,
  ) {}

  async read(): Promise<SagaState<Things> | null> {
    const { rows } = await this.ctx.client.query<{ state: SagaState<Things> }>(
      "select state from small_saga where attempt = $1",
      [this.attempt],
    );
    return rows[0]?.state ?? null;
  }

  async advance(decide: (state: SagaState<Things>) => SagaEntry<Things>): Promise<SagaState<Things>> {
    const { client, reach } = this.ctx;
    const before = await this.read();
    if (!before) throw supersededError("small");
    const { type, ...entry } = decide(before);
    await reach(`${type} ${"step" in entry ? entry.step : ""}`);
    await client.query("begin");
    const { rows } = await client.query<{ state: SagaState<Things> }>(
      "select state from small_saga where attempt = $1 for update",
      [this.attempt],
    );
    const locked = rows[0]?.state;
    if (!locked) {
      await client.query("rollback");
      throw supersededError("small");
    }
    const after = applyEntry(locked, decide(locked), new Date());
    await client.query("update small_saga set state = $1", [after]);
    await client.query("commit");
    return after;
  }
}
