import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { releaseMachine } from "@/lib/operations/machines/release-machine";
import { terminateMachine } from "@/lib/operations/machines/terminate-machine";
import { createMachineWorld, type MachineWorld } from "./machine-world";

let world: MachineWorld;
beforeAll(async () => {
  world = await createMachineWorld();
});
afterEach(() => world.reset());
afterAll(() => world.close());

test("a workspace's machine is gone at the vendor before its row says so, and a second time finds none", async () => {
  const company = await world.company();
  world.fake.moods.lockedFor = 2;
  await world.order(company);
  expect(await releaseMachine(company.job)).toBe(true);
  expect(world.fake.droplets.size).toBe(0);
  expect(await world.rows(company)).toMatchObject([{ state: "terminated" }]);
  expect(await releaseMachine(company.job)).toBe(false);
});

test("an order whose answer never came ends without a machine, although lists lag behind", async () => {
  const company = await world.company();
  world.fake.moods.failsAfterwards = 1;
  world.fake.moods.listLag = 6;
  const stop = new AbortController();
  world.fake.onAnswered = () => {
    if (world.fake.posts() === 1) stop.abort(new Error("the worker stops"));
  };
  const ordering = world.order({ ...company, job: { ...company.job, signal: stop.signal } });
  await expect(ordering).rejects.toThrow("the worker stops");
  delete world.fake.onAnswered;
  expect(await world.rows(company)).toMatchObject([{ state: "creating", vendor_id: null }]);
  await releaseMachine(company.job);
  expect(world.fake.droplets.size).toBe(0);
});

test("a vendor that does not answer leaves the row as it is, and the next run goes on", async () => {
  const company = await world.company();
  await world.order(company);
  const [row] = await world.rows(company);
  const stop = AbortSignal.timeout(300);
  for (let call = 0; call < 20; call += 1) world.fake.fail(({ method }) => method === "GET", "hangs");
  await expect(terminateMachine({ ...world.job(), signal: stop }, { machineId: row?.id ?? "" })).rejects.toThrow();
  expect(await world.rows(company)).toMatchObject([{ state: "terminating" }]);
  await expect(world.order(company)).rejects.toMatchObject({ code: "machine.leaving", retryable: true });
  world.fake.mend();
  await terminateMachine(world.job(), { machineId: row?.id ?? "" });
  expect(await world.rows(company)).toMatchObject([{ state: "terminated" }]);
  expect((await world.order(company)).id).not.toBe(row?.name);
});
