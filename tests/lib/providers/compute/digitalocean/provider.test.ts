import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { digitalOcean } from "@/lib/providers/compute/digitalocean/provider";
import type { MachineOrder, MachineVendor, OrderTrace } from "@/lib/providers/compute/port";
import { DIGITALOCEAN_TOKEN, fakeDigitalOcean, type FakeDigitalOcean } from "../../../../fakes/digitalocean";
import { hurriedClock, memoryPace } from "../../../../support/virtual-clock";

const NAME = "gl-0a1b2c3d-5b6c7d8e5b6c4d8e8b6c7d8e5b6c7d8e";
const TAG = "gl:env:0a1b2c3d";
const signal = new AbortController().signal;

let fake: FakeDigitalOcean;
let clock: ReturnType<typeof hurriedClock>;
let vendor: MachineVendor;
beforeAll(async () => {
  clock = hurriedClock();
  fake = await fakeDigitalOcean({ now: () => clock.now() });
});
beforeEach(() => {
  const account = { installation: "0a1b2c3d", pace: memoryPace(clock) };
  vendor = digitalOcean({ ...account, token: DIGITALOCEAN_TOKEN, url: fake.url, clock });
});
afterEach(() => fake.forget());
afterAll(() => fake.close());

/** An order whose trace is kept, as the rows of an installation keep it. */
function order(name = NAME): MachineOrder & { trace: OrderTrace } {
  const kept = {
    name,
    region: "fra1",
    size: "s-1vcpu-2gb",
    trace: { vendorId: null, askedAt: null } as OrderTrace,
    noteAsked: async () => {
      const askedAt = new Date(clock.now());
      kept.trace = { vendorId: null, askedAt };
      return { askedAt, userData: "#cloud-config\n" };
    },
    noteMade: async ({ vendorId }: { vendorId: string }) => {
      kept.trace = { ...kept.trace, vendorId };
    },
  };
  return kept;
}
const provision = (of: MachineOrder) => vendor.provision({ workspaceId: "w-1", order: of, signal });
const live = (): string[] => [...fake.droplets.values()].map(({ name }) => name);

test("one machine is made behind a wall that is there before it, with tags that find it, and is found the next time", async () => {
  const mine = order();
  const made = await provision(mine);
  const [droplet] = fake.droplets.values();
  expect(made).toMatchObject({ id: NAME, address: `203.0.113.${(droplet?.id ?? 0) % 250}` });
  expect(droplet).toMatchObject({ tags: ["greenlight", TAG, "gl:ws:w-1"], region: "fra1", size: "s-1vcpu-2gb" });
  const posts = fake.calls.filter(({ method }) => method === "POST").map(({ path }) => path);
  expect(posts).toEqual(["/v2/tags", "/v2/firewalls", "/v2/droplets"]);
  expect(fake.firewalls.at(-1)).toMatchObject({ tags: [TAG], inbound_rules: [{ protocol: "tcp", ports: "443" }] });
  expect(await provision(mine)).toEqual(made);
  expect([fake.posts(), fake.firewalls.length]).toEqual([1, 1]);
});

test("an order that is carried out and answered with an error is found, although lists lag behind", async () => {
  fake.moods.failsAfterwards = 1;
  fake.moods.listLag = 12;
  const made = await provision(order());
  expect(made.id).toBe(NAME);
  expect([fake.posts(), live()]).toEqual([1, [NAME]]);
});

test("an order whose answer breaks off and that was not carried out is given again only after ninety seconds of looking", async () => {
  fake.fail(({ method, path }) => method === "POST" && path === "/v2/droplets", "dies");
  const mine = order();
  const began = clock.now();
  await expect(provision(mine)).rejects.toMatchObject({ code: "digitalocean.not_made", retryable: true });
  expect(clock.now() - began).toBeGreaterThanOrEqual(90_000);
  expect([fake.posts(), live()]).toEqual([1, []]);
  await provision(mine);
  expect([fake.posts(), live()]).toEqual([2, [NAME]]);
});

test("a process that died right after it asked leaves an order that the next one looks for before it asks", async () => {
  const mine = order();
  await mine.noteAsked();
  fake.moods.listLag = 10;
  fake.add({ name: NAME, tags: [TAG] });
  await provision(mine);
  expect([fake.posts(), live()]).toEqual([0, [NAME]]);
});

test("a droplet that its own address denies at first is waited for; one that was never placed is not waited for for ever", async () => {
  fake.moods.unknownAtFirst = 4;
  fake.moods.listLag = 8;
  await provision(order());
  expect(live()).toEqual([NAME]);
  fake.forget();
  fake.moods.neverPlaces = true;
  await expect(provision(order())).rejects.toMatchObject({ code: "digitalocean.vanished", retryable: true });
});

test("of twins the oldest is kept and the others are deleted", async () => {
  const oldest = fake.add({ name: NAME, tags: [TAG], createdAt: "2026-11-30T08:00:00Z" });
  fake.add({ name: NAME, tags: [], createdAt: "2026-11-30T08:00:05Z" });
  const mine = order();
  await provision(mine);
  expect([...fake.droplets.keys()]).toEqual([oldest.id]);
  expect(mine.trace.vendorId).toBe(String(oldest.id));
});

test("a refusal is told in DigitalOcean's words and is not retried", async () => {
  fake.moods.refuses = "creating this/these droplet(s) will exceed your droplet limit";
  await expect(provision(order())).rejects.toMatchObject({
    kind: "impossible",
    retryable: false,
    message: expect.stringContaining("will exceed your droplet limit"),
  });
});

test("a locked machine is deleted when its lock is gone, and gone means that no list has it; a second time does nothing", async () => {
  fake.moods.lockedFor = 3;
  const mine = order();
  await provision(mine);
  await vendor.terminate({ instanceId: NAME, trace: mine.trace, signal });
  expect(live()).toEqual([]);
  await vendor.terminate({ instanceId: NAME, trace: mine.trace, signal });
  expect(fake.calls.filter(({ method }) => method === "DELETE")).toHaveLength(1);
});

test("a machine that was asked for a moment ago is not taken for absent while it is taken away", async () => {
  const mine = order();
  await mine.noteAsked();
  fake.moods.listLag = 10;
  fake.add({ name: NAME, tags: [TAG] });
  await vendor.terminate({ instanceId: NAME, trace: mine.trace, signal });
  expect(live()).toEqual([]);
});

test("machines of others are not listed, and another one's name is not inspected", async () => {
  fake.add({ name: "theirs", tags: ["gl:env:99999999"], status: "active" });
  fake.add({ name: NAME, tags: [TAG], status: "off" });
  expect((await vendor.listMachines(signal)).map(({ name }) => name)).toEqual([NAME]);
  expect(await vendor.inspect({ instanceId: NAME, signal })).toBe("off");
  expect(await vendor.inspect({ instanceId: "gl-0a1b2c3d-other", signal })).toBe("absent");
});

test("a reboot is ordered once; n8n alone cannot be restarted from outside, and an unknown machine is no error", async () => {
  fake.add({ name: NAME, tags: [TAG], status: "active" });
  expect(await vendor.intervene({ instanceId: NAME, step: "reboot", signal })).toMatchObject({ accepted: true });
  expect(await vendor.intervene({ instanceId: NAME, step: "restart_n8n", signal })).toMatchObject({ accepted: false });
  expect(await vendor.intervene({ instanceId: "none", step: "reboot", signal })).toMatchObject({ accepted: false });
  expect(fake.calls.filter(({ path }) => path.endsWith("/actions"))).toHaveLength(1);
});

test("offers are the sizes with room for n8n, with their prices and places, cheapest first", async () => {
  const offers = await vendor.listOffers(signal);
  expect(offers.map(({ size, monthlyCents }) => [size, monthlyCents])).toEqual([
    ["s-1vcpu-2gb", 1200],
    ["s-2vcpu-4gb", 2400],
  ]);
  expect(offers[0]?.regions).toContainEqual({ region: "fra1", name: "Frankfurt 1" });
});
