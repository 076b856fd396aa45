import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { provisionMachine } from "@/lib/operations/machines/provision-machine";
import { createMachineWorld, WISH, type MachineWorld } from "./machine-world";

let world: MachineWorld;
beforeAll(async () => {
  world = await createMachineWorld({ MACHINE_LIMIT: "2", MACHINE_MONTHLY_LIMIT: "30" });
});
afterEach(() => world.reset());
afterAll(() => world.close());

test("a workspace gets a machine under a name that says whose it is, with its price, and the same one the next time", async () => {
  const company = await world.company();
  const instance = await world.order(company);
  const { installation } = await world.vendor();
  expect(instance.id).toMatch(new RegExp(`^gl-${installation}-[0-9a-f]{32}$`));
  expect(instance.sidecarUrl).toBe(`https://${instance.address}`);
  const [droplet] = world.fake.droplets.values();
  expect(droplet?.tags).toEqual(["greenlight", `gl:env:${installation}`, `gl:ws:${company.workspaceId}`]);
  expect(await world.order(company)).toEqual(instance);
  expect(await world.rows(company)).toMatchObject([
    { name: instance.id, state: "handshaking", vendor_id: String(droplet?.id), asks: 1 },
  ]);
  expect(world.fake.posts()).toBe(1);
});

test("two orders of a workspace at once make one machine", async () => {
  const company = await world.company();
  const ended = await Promise.allSettled([world.order(company), world.order(company)]);
  expect(ended.some(({ status }) => status === "fulfilled")).toBe(true);
  await world.order(company);
  expect([world.fake.droplets.size, (await world.rows(company)).length]).toEqual([1, 1]);
});

test("no machine is ordered beyond the number or the money that the installation allows, nor when many ask at once", async () => {
  const companies = await Promise.all([world.company(), world.company(), world.company(), world.company()]);
  const ended = await Promise.allSettled(companies.map((company) => world.order(company)));
  expect(ended.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
  const refused = ended.flatMap((end) => (end.status === "rejected" ? [end.reason as unknown] : []));
  for (const reason of refused) expect(reason).toMatchObject({ kind: "impossible", code: "machine.limit" });
  expect(world.fake.posts()).toBe(2);
});

test("the cap on a month's cost counts what the new machine would add", async () => {
  const [first, second] = [await world.company(), await world.company()];
  await world.order(first);
  await expect(provisionMachine(second.job, { ...WISH, size: "s-2vcpu-4gb" })).rejects.toMatchObject({
    code: "machine.limit",
    message: expect.stringContaining("$36 a month"),
  });
  expect(await world.rows(second)).toEqual([]);
});

test("a size that cannot be had there is refused before anything is ordered, and so is a member who may only read", async () => {
  const company = await world.company();
  await expect(provisionMachine(company.job, { region: "mars1", size: WISH.size })).rejects.toMatchObject({
    code: "machine.size",
  });
  const viewer = { ...company.viewer, signal: company.job.signal };
  await expect(provisionMachine(viewer, WISH)).rejects.toMatchObject({ kind: "forbidden" });
  expect([world.fake.posts(), await world.rows(company)]).toEqual([0, []]);
});

test("a machine that its vendor lost is not built again by a launch", async () => {
  const company = await world.company();
  await world.order(company);
  world.fake.droplets.clear();
  await world.admin.query("update genesis.machines set state = 'lost' where workspace_id = $1", [company.workspaceId]);
  await expect(world.order(company)).rejects.toMatchObject({ code: "machine.lost", retryable: false });
  expect(world.fake.droplets.size).toBe(0);
});
