import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Heartbeat } from "@/lib/contracts/instance";
import { evaluateFleet } from "@/lib/operations/fleet/evaluate-fleet";
import { getFleet } from "@/lib/operations/fleet/get-fleet";
import { recordHeartbeat } from "@/lib/operations/fleet/record-heartbeat";
import type { AdminCtx } from "@/lib/platform/ctx";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

const START = Date.parse("2026-11-30T09:00:00Z");
let world: TestWorld;
let now = START;
beforeAll(async () => {
  process.env.SUPER_ADMIN_IDS = "user_adminexamplecom";
  world = await createTestWorld();
});
beforeEach(async () => {
  now = START;
  await world.admin.query("truncate genesis.instance_heartbeats, public.instances");
});
afterAll(() => world.close());

const system = () => ({ ...world.system(), now: () => new Date(now) });
const admin = (): AdminCtx => ({ ...world.user("admin@example.com"), ...system(), superAdmin: true });
const later = (seconds: number): void => void (now += seconds * 1000);
const beat = (boot: number, counter: number, instance = "local") => {
  const packet: Heartbeat = {
    boot,
    boot_id: randomUUID(),
    counter,
    cpu: 12.5,
    memory: 40,
    disk: 70,
    n8n: { healthy: true, version: null, active_workflows: null },
  };
  return recordHeartbeat({ ...system(), instance }, packet);
};
const states = async (): Promise<string[]> => (await getFleet(admin())).instances.map(({ state }) => state);
const changes = async (): Promise<(string | null)[]> =>
  (await getFleet(admin())).instances
    .flatMap(({ life }) => life.toReversed())
    .filter(({ previous_state }) => previous_state !== null)
    .map(({ previous_state, state }) => `${previous_state} → ${state}`);

test("a machine is late after 90 s and silent after 300 s without a word, each once, and ready at the next word", async () => {
  await beat(1, 0);
  later(89);
  expect(await evaluateFleet(system())).toEqual({ late: 0, silent: 0 });
  later(1);
  // Two watchdogs at the same moment make one change.
  const at = await Promise.all([evaluateFleet(system()), evaluateFleet(system())]);
  expect(at.map(({ late }) => late).toSorted()).toEqual([0, 1]);
  later(209);
  expect(await evaluateFleet(system())).toEqual({ late: 0, silent: 0 });
  later(1);
  expect(await evaluateFleet(system())).toEqual({ late: 0, silent: 1 });
  expect(await states()).toEqual(["silent"]);
  later(3_600);
  expect(await evaluateFleet(system())).toEqual({ late: 0, silent: 0 });
  await beat(1, 1);
  expect(await states()).toEqual(["ready"]);
  expect(await changes()).toEqual(["new → ready", "ready → late", "late → silent", "silent → ready"]);
});

test("an older, repeated or overtaken packet never revives a machine, whatever the clocks say", async () => {
  await beat(5, 7);
  later(90);
  await evaluateFleet(system());
  for (const [boot, counter] of [
    [5, 7],
    [5, 6],
    [4, 900],
  ] as const) {
    expect(await beat(boot, counter)).toEqual({ accepted: false });
    expect(await states()).toEqual(["late"]);
  }
  now -= 600_000;
  expect(await beat(6, 0)).toEqual({ accepted: true });
  expect(await states()).toEqual(["ready"]);
});

test("the newest packet wins in whichever order they arrive, and two first ones make one machine", async () => {
  await Promise.all([3, 1, 4, 2, 0].map((counter) => beat(1, counter)));
  expect(await states()).toEqual(["ready"]);
  expect(await beat(1, 4)).toEqual({ accepted: false });
  expect(await beat(1, 5)).toEqual({ accepted: true });
});

test("its life keeps a sample every five minutes, not every beat", async () => {
  for (let counter = 0; counter < 25; counter += 1) {
    await beat(1, counter);
    later(30);
  }
  const [machine] = (await getFleet(admin())).instances;
  expect(machine?.life.length).toBe(3);
  expect(machine).toMatchObject({ cpu_percent: 12.5, memory_percent: 40, disk_percent: 70, n8n_healthy: true });
});

test("many silent at once are called a fault here; one of many is not", async () => {
  for (let number = 0; number < 10; number += 1) await beat(1, 0, `machine-${number}`);
  later(90);
  await evaluateFleet(system());
  for (let number = 1; number < 10; number += 1) await beat(1, 1, `machine-${number}`);
  later(300);
  await evaluateFleet(system());
  for (let number = 1; number < 10; number += 1) await beat(1, 2, `machine-${number}`);
  expect((await getFleet(admin())).warning).toBeNull();
  later(90);
  await evaluateFleet(system());
  later(300);
  await evaluateFleet(system());
  expect((await getFleet(admin())).warning).toContain("10 of 10");
});

test("only administrators see the fleet", async () => {
  await expect(getFleet(world.user() as AdminCtx)).rejects.toMatchObject({ kind: "forbidden" });
});
