import { afterAll, beforeAll, expect, test } from "vitest";
import { releaseMachine } from "@/lib/operations/machines/release-machine";
import { bundleProgram, type CrashBundle } from "../../../support/crash-bundle";
import { createMachineWorld, type MachineWorld } from "./machine-world";

/** Each death costs a process: with 1, for every point, this takes five times as long. */
const STRIDE = 5;

let world: MachineWorld;
let program: CrashBundle;
beforeAll(async () => {
  world = await createMachineWorld({ MACHINE_LIMIT: "1000", MACHINE_MONTHLY_LIMIT: "100000" });
  program = await bundleProgram("tests/support/machine-child.ts");
});
afterAll(async () => {
  await program.remove();
  await world.close();
});

/** Runs in a process of its own that dies at a point; the number of points it passed, or null when it was killed. */
function die(act: "provision" | "release", workspaceId: string, dieAt: number): Promise<number | null> {
  return program.die({ act, workspaceId, startsAt: world.clock.now(), dieAt });
}

/** Machines of a workspace at the vendor, and the requests that could have made one. */
const machinesOf = (workspaceId: string): number =>
  [...world.fake.droplets.values()].filter(({ tags }) => tags.includes(`gl:ws:${workspaceId}`)).length;
const ordersOf = (workspaceId: string): number =>
  world.fake.calls.filter(
    ({ method, path, body }) =>
      method === "POST" && path === "/v2/droplets" && JSON.stringify(body).includes(`gl:ws:${workspaceId}`),
  ).length;

/** A vendor whose lists lag by three looks, that answers a carried out order with 500, denies new machines and locks old ones. */
function onABadDay(): void {
  Object.assign(world.fake.moods, { failsAfterwards: 1, listLag: 3, unknownAtFirst: 2, lockedFor: 2 });
}

/** A fresh workspace meets a death at each point of the stride in turn, until a worker runs through; the points that it passed. */
async function throughPoints(meet: (dieAt: number) => Promise<number | null>): Promise<number> {
  for (let dieAt = 1; ; dieAt += STRIDE) {
    const through = await meet(dieAt);
    if (through !== null) return through;
  }
}

test(
  "a worker that is killed at any point of an order: the next one ends with one machine that was asked for once",
  { timeout: 900_000 },
  async () => {
    const points = await throughPoints(async (dieAt) => {
      const company = await world.company();
      const { workspaceId } = company;
      onABadDay();
      const passed = await die("provision", workspaceId, dieAt);
      world.clock.pass(1_000);
      await world.order(company);
      expect({ dieAt, machines: machinesOf(workspaceId), orders: ordersOf(workspaceId) }).toEqual({
        dieAt,
        machines: 1,
        orders: 1,
      });
      return passed;
    });
    expect(points).toBeGreaterThan(20);
    expect(world.fake.violations).toEqual([]);
  },
);

test(
  "a worker that is killed at any point of a termination: the next one leaves none, and the row says so",
  { timeout: 900_000 },
  async () => {
    const points = await throughPoints(async (dieAt) => {
      const company = await world.company();
      const { workspaceId } = company;
      onABadDay();
      await world.order(company);
      // Sooner after an order, each look-up is repeated until ninety seconds have passed.
      world.clock.pass(100_000);
      const passed = await die("release", workspaceId, dieAt);
      world.clock.pass(1_000);
      await releaseMachine({ ...company.job, now: () => new Date(world.clock.now()) });
      expect({ dieAt, machines: machinesOf(workspaceId) }).toEqual({ dieAt, machines: 0 });
      expect(await world.rows(company)).toMatchObject([{ state: "terminated" }]);
      return passed;
    });
    expect(points).toBeGreaterThan(10);
    expect(world.fake.violations).toEqual([]);
  },
);
