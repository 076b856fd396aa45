import fc from "fast-check";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Heartbeat } from "@/lib/contracts/instance";
import { evaluateFleet } from "@/lib/operations/fleet/evaluate-fleet";
import { forgetBeats } from "@/lib/operations/fleet/forget-beats";
import { getFleet } from "@/lib/operations/fleet/get-fleet";
import { judgeFleet } from "@/lib/operations/fleet/judge-fleet";
import { recordHeartbeat } from "@/lib/operations/fleet/record-heartbeat";
import { flipStatement } from "@/lib/operations/fleet/store-evaluation";
import type { AdminCtx } from "@/lib/platform/ctx";
import { createFleetWorld, type FleetWorld } from "./fleet-world";

let world: FleetWorld;
beforeAll(async () => {
  world = await createFleetWorld();
});
beforeEach(() => world.reset());
afterAll(() => world.close());

const packet = (boot: number, counter: number): Heartbeat => ({
  boot,
  boot_id: randomUUID(),
  counter,
  cpu: 12.5,
  memory: 40,
  disk: 70,
  n8n: { healthy: true, version: null, active_workflows: null },
});
const send = (boot: number, counter: number, now = world.system().now) =>
  recordHeartbeat({ ...world.system(), now, instance: "local" }, packet(boot, counter));
const changes = async (): Promise<(string | null)[]> =>
  (await world.fleet()).instances
    .flatMap(({ life }) => life.toReversed())
    .filter(({ previous_state }) => previous_state !== null)
    .map(({ previous_state, state }) => `${previous_state} → ${state}`);

test("a machine is late after 90 s and silent after 300 s without a word, each once, and ready at the next word", async () => {
  await send(1, 0);
  world.later(89);
  expect(await evaluateFleet(world.system())).toEqual({ late: 0, silent: 0 });
  world.later(1);
  // Two watchdogs at the same moment make one change.
  const at = await Promise.all([judgeFleet(world.system()), judgeFleet(world.system())]);
  expect(at.map(({ late }) => late).toSorted()).toEqual([0, 1]);
  world.later(100);
  expect(await evaluateFleet(world.system())).toEqual({ late: 0, silent: 0 });
  world.later(109);
  expect(await evaluateFleet(world.system())).toEqual({ late: 0, silent: 0 });
  world.later(1);
  expect(await evaluateFleet(world.system())).toEqual({ late: 0, silent: 1 });
  expect(await world.states()).toEqual(["silent"]);
  await world.pass(900);
  await send(1, 1);
  expect(await world.states()).toEqual(["ready"]);
  expect(await changes()).toEqual(["new → ready", "ready → late", "late → silent", "silent → ready"]);
});

test("an older, repeated or overtaken packet never revives a machine, whatever the clocks say", async () => {
  await send(5, 7);
  world.later(90);
  await evaluateFleet(world.system());
  for (const [boot, counter] of [
    [5, 7],
    [5, 6],
    [4, 900],
  ] as const) {
    expect(await send(boot, counter)).toEqual({ accepted: false });
    expect(await world.states()).toEqual(["late"]);
  }
  world.later(-600);
  expect(await send(6, 0)).toEqual({ accepted: true });
  expect(await world.states()).toEqual(["ready"]);
});

test("the newest packet wins in whichever order they arrive, and two first ones make one machine", async () => {
  await Promise.all([3, 1, 4, 2, 0].map((counter) => send(1, counter)));
  expect(await world.states()).toEqual(["ready"]);
  expect(await send(1, 4)).toEqual({ accepted: false });
  expect(await send(1, 5)).toEqual({ accepted: true });
});

test("shuffled and repeated packets, from clocks up to ten minutes apart, leave the newest life and packet", async () => {
  const life = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 5 }));
  const arrival = fc.tuple(life, fc.integer({ min: -600, max: 600 }));
  await fc.assert(
    fc.asyncProperty(fc.array(arrival, { minLength: 1, maxLength: 12 }), async (arrivals) => {
      await world.reset();
      for (const [[boot, counter], skew] of arrivals)
        await send(boot, counter, () => new Date(world.now() + skew * 1000));
      const newest = arrivals.map(([[boot, counter]]) => boot * 100 + counter).reduce((a, b) => Math.max(a, b));
      const { rows } = await world.admin.query<{ newest: number }>(
        "select (boot * 100 + counter)::int as newest from instances",
      );
      expect(rows).toEqual([{ newest }]);
    }),
    { numRuns: 25 },
  );
});

test("after evaluations were missing, machines get time to report before their silence counts", async () => {
  await world.machines(2);
  // The database was away for seven minutes, and with it the door that heartbeats come in by.
  world.later(420);
  await evaluateFleet(world.system());
  expect(await world.states()).toEqual(["ready", "ready"]);
  await world.pass(600, ["machine-0", "machine-1"]);
  expect(await changes()).toEqual(["new → ready", "new → ready"]);
  expect(await world.mails()).toEqual([]);
});

test("an n8n that is back, is another one or holds another number of workflows has its workflows compared, and no other beat does", async () => {
  const checks = async (): Promise<number> =>
    (
      await world.admin.query(
        "select from pgboss.job where name = 'watchdog.check_machine' and data ->> 'machine' = 'checked'",
      )
    ).rowCount ?? 0;
  const done = (): Promise<unknown> =>
    world.admin.query(
      "delete from pgboss.job where name = 'watchdog.check_machine' and data ->> 'machine' = 'checked'",
    );
  await world.beat("checked", { version: "2.39.10" });
  await world.beat("checked", { version: "2.39.10" });
  await world.beat("checked", { version: "2.39.10", healthy: false });
  expect(await checks()).toBe(0);
  await world.beat("checked", { version: "2.39.10" });
  expect(await checks()).toBe(1);
  await done();
  await world.beat("checked", { version: "2.41.0" });
  expect(await checks()).toBe(1);
  await done();
  await world.withoutQueue(async () => {
    expect(await world.boot("checked", { version: "2.41.0" })).toEqual({ accepted: true });
  });
  expect(await checks()).toBe(0);
  await world.boot("checked", { version: "2.41.0" });
  expect(await checks()).toBe(1);
});

test("its life is kept for thirty days", async () => {
  await world.beat("local");
  world.later(30 * 86_400);
  await world.beat("local");
  expect(await forgetBeats(world.system())).toBe(0);
  world.later(1);
  expect(await forgetBeats(world.system())).toBe(1);
  expect((await world.fleet()).instances[0]?.life).toHaveLength(1);
});

test("its life keeps a sample every five minutes, not every beat", async () => {
  for (let counter = 0; counter < 25; counter += 1) {
    await send(1, counter);
    world.later(30);
  }
  const [machine] = (await world.fleet()).instances;
  expect(machine?.life.length).toBe(3);
  expect(machine).toMatchObject({ cpu_percent: 12.5, memory_percent: 40, disk_percent: 70, n8n_healthy: true });
});

test("evaluating a thousand machines reads, by one statement, only those whose time has come", async () => {
  await world.admin.query(
    `insert into instances (name, provider, state, boot, boot_id, counter, booted_at, last_seen_at, alert_after, created_at)
     select 'machine-' || n, 'local', 'ready', 1, gen_random_uuid(), 0, $1, $1, $1::timestamptz + n * interval '1 second', $1
     from generate_series(1, 1000) n`,
    [new Date(world.now()).toISOString()],
  );
  await world.admin.query("analyze instances");
  const at = new Date(world.now() + 5_000).toISOString();
  const flip = { from: "ready", to: "late", alertAfterSeconds: 300, reason: "Late." } as const;
  const { sql, parameters } = flipStatement(flip, at).compile(world.system().db);
  await world.admin.query("begin");
  const { rows } = await world.admin.query(`explain (analyze, format json) ${sql}`, [...parameters]);
  await world.admin.query("rollback");
  const scans = scansOf(JSON.parse(JSON.stringify(rows))[0]["QUERY PLAN"][0].Plan);
  expect(scans).toEqual([{ type: "Index Scan", index: "instances_alert_after", rows: 5, passedOver: 0 }]);
});

type Plan = {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Actual Rows": number;
  "Rows Removed by Filter"?: number;
  Plans?: Plan[];
};
function scansOf(plan: Plan): { type: string; index: string | undefined; rows: number; passedOver: number }[] {
  const own =
    plan["Relation Name"] === "instances" && plan["Node Type"].endsWith("Scan")
      ? [
          {
            type: plan["Node Type"],
            index: plan["Index Name"],
            rows: plan["Actual Rows"],
            passedOver: plan["Rows Removed by Filter"] ?? 0,
          },
        ]
      : [];
  return [...own, ...(plan.Plans ?? []).flatMap(scansOf)];
}

test("only administrators see the fleet", async () => {
  await expect(getFleet(world.user() as AdminCtx)).rejects.toMatchObject({ kind: "forbidden" });
});
