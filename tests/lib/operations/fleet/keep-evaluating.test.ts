import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { keepEvaluating } from "@/lib/operations/fleet/keep-evaluating";
import { createFleetWorld, type FleetWorld } from "./fleet-world";

let world: FleetWorld;
beforeAll(async () => {
  world = await createFleetWorld();
});
afterAll(() => world.close());

const SOON = { timeout: 30_000 };
const evaluatedAt = async (): Promise<string | null> => (await world.fleet()).last_evaluated_at;

test("machines are judged round after round, also after rounds that failed, until the signal", async () => {
  await world.reset();
  await world.beat("local");
  const stop = new AbortController();
  const running = keepEvaluating(world.system(), { signal: stop.signal, everyMs: 20 });
  world.later(90);
  await vi.waitFor(async () => expect(await world.states()).toEqual(["late"]), SOON);
  await world.admin.query("alter table genesis.fleet_alerts rename to mislaid");
  world.later(60);
  await world.admin.query("alter table genesis.mislaid rename to fleet_alerts");
  const wanted = new Date(world.now()).toISOString();
  await vi.waitFor(async () => expect(new Date((await evaluatedAt()) ?? 0).toISOString()).toBe(wanted), SOON);
  stop.abort();
  await running;
  world.later(60);
  expect(new Date((await evaluatedAt()) ?? 0).toISOString()).toBe(wanted);
});
