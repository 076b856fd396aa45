import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { planMachine } from "@/lib/operations/machines/plan-machine";
import { createMachineWorld, WISH, type MachineWorld } from "./machine-world";

let world: MachineWorld;
beforeAll(async () => {
  world = await createMachineWorld({ MACHINE_LIMIT: "1", MACHINE_MONTHLY_LIMIT: "20" });
});
afterEach(() => world.reset());
afterAll(() => world.close());

type Call = { method: string; path: string; body: unknown };
const changing = (): Call[] =>
  world.fake.calls
    .filter(({ method }) => method !== "GET")
    .map(({ method, path, body }) => ({ method, path, body: body as unknown }));

/** The same for any order: without the number of the machine and the script of its first start. */
const comparable = (calls: readonly Call[]): unknown =>
  JSON.parse(
    JSON.stringify(calls)
      .replace(/"name":"(gl-[0-9a-f]{8}-)[^"]+"/g, '"name":"$1"')
      .replace(/"user_data":"(?:[^"\\]|\\.)*"/g, '"user_data":""'),
  );

test("the plan names the machine, its price and the very calls that a launch then makes, and only reads", async () => {
  const company = await world.company();
  const plan = await planMachine(company.viewer, WISH);
  expect(plan).toMatchObject({
    existing: null,
    machine: { ...WISH, memory_mb: 2048, monthly_cents: 1200, hourly_micros: 17_860 },
    refusals: [],
  });
  expect(plan.calls.at(-1)).toMatchObject({ method: "POST", path: "/v2/droplets" });
  expect(changing()).toEqual([]);
  expect(world.fake.calls.length).toBeGreaterThan(0);
  expect(await world.rows(company)).toEqual([]);
  await world.order(company);
  expect(comparable(changing())).toEqual(comparable(plan.calls));
});

test("a wall that stands is not planned again, and a company that has its machine gets no other", async () => {
  const [first, second] = [await world.company(), await world.company()];
  await world.order(first);
  const [row] = await world.rows(first);
  world.fake.calls.length = 0;
  expect(await planMachine(first.owner, WISH)).toMatchObject({
    existing: { name: row?.name },
    machine: null,
    calls: [],
  });
  const { calls, refusals } = await planMachine(second.owner, WISH);
  expect(calls.map(({ path }) => path)).toEqual(["/v2/droplets"]);
  expect(refusals).toMatchObject([{ code: "machine.limit" }]);
  expect(changing()).toEqual([]);
});

test("each reason for which a launch would be refused is named", async () => {
  const { owner } = await world.company();
  const refusalsOf = async (wish: typeof WISH | null): Promise<string[]> =>
    (await planMachine(owner, wish)).refusals.map(({ code }) => code);
  expect(await refusalsOf(null)).toEqual(["machine.not_chosen"]);
  expect(await refusalsOf({ ...WISH, region: "mars1" })).toEqual(["machine.size"]);
  expect(await refusalsOf({ ...WISH, size: "s-2vcpu-4gb" })).toEqual(["machine.limit"]);
  expect(changing()).toEqual([]);
});

test("a vendor that fails is told as such, and no plan is made up", async () => {
  const { owner } = await world.company();
  world.fake.fail(({ path }) => path === "/v2/firewalls", 500);
  await expect(planMachine(owner, WISH)).rejects.toMatchObject({ code: "digitalocean.http_500" });
});
