import { afterAll, beforeAll, expect, test } from "vitest";
import { findCompute } from "@/lib/operations/machines/find-compute";
import { findVendor } from "@/lib/operations/machines/find-vendor";
import { createMachineWorld, type MachineWorld } from "./machine-world";

let world: MachineWorld;
beforeAll(async () => {
  world = await createMachineWorld();
});
afterAll(() => world.close());

/** The vendor as a process that starts now finds it: another pool on the same database. */
const otherProcess = () => {
  const system = world.system();
  return findVendor({ ...system, db: system.db.withoutPlugins() }, world.clock);
};

test("every process of an installation is the same account at its vendor", async () => {
  const [mine, theirs] = [await world.vendor(), await otherProcess()];
  expect(mine.installation).toMatch(/^[0-9a-f]{8}$/);
  expect(theirs?.installation).toBe(mine.installation);
  expect(await findCompute(world.system(), "digitalocean")).toBe(mine);
  expect(await findCompute(world.system(), "elsewhere")).toBeNull();
});

test("a refusal for too many calls that one process got holds the others back as well", async () => {
  const signal = new AbortController().signal;
  const [mine, theirs] = [await world.vendor(), await otherProcess()];
  await world.admin.query("update genesis.compute_accounts set paused_until = $1", [
    new Date(world.clock.now() + 60_000).toISOString(),
  ]);
  const began = world.clock.now();
  await mine.inspect({ instanceId: "a", signal });
  await theirs?.inspect({ instanceId: "a", signal });
  expect(world.clock.now() - began).toBeGreaterThanOrEqual(60_000);
  expect(Math.min(...world.fake.arrivals)).toBeGreaterThanOrEqual(began + 60_000);
});

test("an installation at another address than the one that made the account says so", async () => {
  await world.admin.query("update genesis.compute_accounts set app_url = 'https://copy.example'");
  expect((await otherProcess())?.isElsewhere).toBe(true);
});
