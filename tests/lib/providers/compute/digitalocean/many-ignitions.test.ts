import { afterEach, expect, test } from "vitest";
import { digitalOcean } from "@/lib/providers/compute/digitalocean/provider";
import type { MachineOrder, Pace } from "@/lib/providers/compute/port";
import { DIGITALOCEAN_TOKEN, fakeDigitalOcean, type FakeDigitalOcean } from "../../../../fakes/digitalocean";
import { crowdClock, memoryPace } from "../../../../support/virtual-clock";

let fake: FakeDigitalOcean | undefined;
afterEach(() => fake?.close());

/** Time stands still from the moment a call may be sent until it was answered. */
function watched(clock: ReturnType<typeof crowdClock>, pace: Pace): Pace {
  return {
    take: async (signal) => {
      await pace.take(signal);
      clock.begin();
    },
    pause: (until) => pace.pause(until),
  };
}

function orderOf(number: number, now: () => number): MachineOrder {
  return {
    name: `gl-0a1b2c3d-${String(number).padStart(4, "0")}`,
    region: "fra1",
    size: "s-1vcpu-2gb",
    trace: { vendorId: null, askedAt: null },
    noteAsked: async () => ({ askedAt: new Date(now()), userData: "#cloud-config\n" }),
    noteMade: async () => undefined,
  };
}

/** The most calls within any minute. */
function busiestMinute(arrivals: readonly number[]): number {
  const times = arrivals.toSorted((a, b) => a - b);
  let first = 0;
  return times.reduce((most, time, last) => {
    while ((times[first] ?? 0) <= time - 60_000) first += 1;
    return Math.max(most, last - first + 1);
  }, 0);
}

test(
  "a thousand machines at once are made with never more than 250 calls in a minute, and polled by one list",
  { timeout: 300_000 },
  async () => {
    const clock = crowdClock();
    fake = await fakeDigitalOcean({ now: () => clock.now(), callsPerMinute: 250 });
    fake.onAnswered = () => clock.end();
    const pace = watched(clock, memoryPace(clock));
    const vendor = digitalOcean({ installation: "0a1b2c3d", pace, token: DIGITALOCEAN_TOKEN, url: fake.url, clock });
    const signal = new AbortController().signal;
    const made = await Promise.all(
      Array.from({ length: 1000 }, (_, number) =>
        vendor.provision({ workspaceId: `w-${number}`, order: orderOf(number, () => clock.now()), signal }),
      ),
    );
    expect(new Set(made.map(({ id }) => id)).size).toBe(1000);
    expect(fake.droplets.size).toBe(1000);
    expect(fake.posts()).toBe(1000);
    expect(busiestMinute(fake.arrivals)).toBeLessThanOrEqual(250);
    expect(fake.firewalls.length).toBeGreaterThan(0);
    expect(fake.violations).toEqual([]);
  },
);

test("one refusal for too many calls holds back every caller of the account until its end", async () => {
  const clock = crowdClock();
  fake = await fakeDigitalOcean({ now: () => clock.now(), callsPerMinute: 5 });
  fake.onAnswered = () => clock.end();
  const pace = watched(clock, memoryPace(clock));
  const vendor = digitalOcean({ installation: "0a1b2c3d", pace, token: DIGITALOCEAN_TOKEN, url: fake.url, clock });
  const signal = new AbortController().signal;
  const began = clock.now();
  for (let call = 0; call < 5; call += 1) await vendor.listMachines(signal);
  expect(clock.now()).toBe(began);
  await Promise.all([vendor.listMachines(signal), vendor.inspect({ instanceId: "a", signal })]);
  const late = fake.arrivals.filter((at) => at > began);
  expect(Math.min(...late) - began).toBeGreaterThanOrEqual(60_000);
});
