import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { evaluateFleet } from "@/lib/operations/fleet/evaluate-fleet";
import { pingOutside } from "@/lib/operations/fleet/ping-outside";
import { createFleetWorld, type FleetWorld } from "./fleet-world";

let world: FleetWorld;
let monitor: Server;
let address: string;
/** The paths that the monitor was called at. */
const calls: string[] = [];
let answer: { status: number; location?: string };

beforeAll(async () => {
  monitor = createServer((request, response) => {
    calls.push(`${request.method} ${request.url}`);
    response.writeHead(answer.status, answer.location === undefined ? {} : { location: answer.location }).end("OK");
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => monitor.once("listening", resolve));
  address = `http://127.0.0.1:${(monitor.address() as AddressInfo).port}`;
  world = await createFleetWorld({ OUTSIDE_PING_URL: `${address}/check/1?from=here` });
});
beforeEach(async () => {
  await world.reset();
  await world.admin.query("update pgboss.queue set monitor_claim_on = now()");
  calls.length = 0;
  answer = { status: 200 };
});
afterAll(async () => {
  await world.close();
  monitor.close();
});

const CALL = "GET /check/1?from=here";
const answeredAt = async (): Promise<Date | null> => {
  const { rows } = await world.admin.query<{ at: Date | null }>(
    "select ping_answered_at as at from genesis.fleet_evaluations",
  );
  return rows[0]?.at ?? null;
};

test("the monitor is called once a minute, however many processes watch the machines", async () => {
  for (let round = 0; round < 8; round += 1) {
    world.later(15);
    await Promise.all([evaluateFleet(world.system()), evaluateFleet(world.system()), evaluateFleet(world.system())]);
  }
  expect(calls).toEqual([CALL, CALL]);
  expect(await answeredAt()).toEqual(new Date(world.now() - 45_000));
});

test("a round that fails calls nobody, and the next good one calls", async () => {
  await world.admin.query("alter table genesis.fleet_alerts rename to mislaid");
  await expect(evaluateFleet(world.system())).rejects.toThrow();
  await world.admin.query("alter table genesis.mislaid rename to fleet_alerts");
  expect(calls).toEqual([]);
  await evaluateFleet(world.system());
  expect(calls).toEqual([CALL]);
});

test("while no worker serves the queue the monitor hears nothing", async () => {
  await world.admin.query("update pgboss.queue set monitor_claim_on = now() - interval '5 minutes'");
  await evaluateFleet(world.system());
  expect(calls).toEqual([]);
  await world.admin.query("update pgboss.queue set monitor_claim_on = now()");
  world.later(60);
  await evaluateFleet(world.system());
  expect(calls).toEqual([CALL]);
});

test("a refusal does not count as heard, fails no round, and is tried again a minute later", async () => {
  answer = { status: 503 };
  await evaluateFleet(world.system());
  expect(await answeredAt()).toBeNull();
  answer = { status: 200 };
  world.later(60);
  await evaluateFleet(world.system());
  expect(calls).toEqual([CALL, CALL]);
  expect(await answeredAt()).toEqual(new Date(world.now()));
});

test("a redirect is not followed, and no address inside a private network is called", async () => {
  answer = { status: 302, location: `${address}/elsewhere` };
  expect(await pingOutside(world.system())).toBe(false);
  expect(calls).toEqual([CALL]);
  for (const host of ["169.254.169.254", "10.0.0.1", "[fd00::1]", "[::ffff:192.168.1.1]"]) {
    world.later(60);
    expect(await pingOutside(world.system(), `http://${host}/check`)).toBe(false);
  }
  expect(await answeredAt()).toBeNull();
});
