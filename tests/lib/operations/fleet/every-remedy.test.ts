import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { diagnoseSilent, judgeSilence } from "@/lib/operations/fleet/diagnose-silent";
import { evaluateFleet } from "@/lib/operations/fleet/evaluate-fleet";
import { planRemedies } from "@/lib/operations/fleet/plan-remedies";
import { remedyMachine } from "@/lib/operations/fleet/remedy-machine";
import { createFleetWorld, type FleetWorld } from "./fleet-world";

let world: FleetWorld;
beforeAll(async () => {
  world = await createFleetWorld();
});
beforeEach(() => world.reset());
afterAll(() => world.close());

/** Machines that have run for longer than the grace of a boot. */
async function steady(count: number): Promise<string[]> {
  const names = await world.machines(count);
  await world.admin.query("update instances set booted_at = booted_at - interval '1 day'");
  return names;
}
const hang = (name: string): void => void world.vendor.machines.set(name, { status: "active", answers: false });
const remedies = async (): Promise<string[]> =>
  (
    await world.admin.query<{ words: string }>(
      "select round || ' ' || step || ' ' || state as words from genesis.instance_remedies order by wanted_at",
    )
  ).rows.map(({ words }) => words);

test.each([
  [{ status: "absent", answers: false }, "gone"],
  [{ status: "off", answers: false }, "stopped"],
  [{ status: "active", answers: false }, "zombie"],
  [{ status: "active", answers: true }, "deaf"],
  [{ status: "unknown", answers: true }, "deaf"],
  [{ status: "unknown", answers: false }, "unknown"],
  [{ status: "active", answers: null }, "unknown"],
] as const)("a silent machine with %o is %s", (seen, diagnosis) => {
  expect(judgeSilence(seen)).toBe(diagnosis);
});

test("one silent machine of a thousand is rebooted once, within six minutes", async () => {
  await world.admin.query(
    `insert into instances (name, provider, state, boot, boot_id, counter, booted_at, last_seen_at, alert_after, created_at)
     select 'other-' || n, 'local', 'ready', 1, gen_random_uuid(), 0, $1, $1, null, $1 from generate_series(1, 999) n`,
    [new Date(world.now()).toISOString()],
  );
  const [name = ""] = await steady(1);
  hang(name);
  world.vendor.onOrder = async () => void (await world.boot(name));
  await world.pass(360);
  expect(world.vendor.orders).toEqual([`reboot ${name}`]);
  await world.pass(600, [name]);
  expect(world.vendor.orders).toHaveLength(1);
  expect(await remedies()).toEqual(["1 reboot helped"]);
});

test("a thousand machines that fall silent over a minute are told by one alert, and none is touched", async () => {
  await world.admin.query(
    `insert into instances (name, provider, state, boot, boot_id, counter, booted_at, last_seen_at, alert_after, created_at)
     select 'machine-' || n, 'local', 'ready', 1, gen_random_uuid(), 0, $1::timestamptz - interval '1 day', seen, seen + interval '90 seconds', $1
     from generate_series(1, 1000) n, lateral (select $1::timestamptz - n % 36 * interval '1 second' as seen) as last`,
    [new Date(world.now()).toISOString()],
  );
  for (let number = 1; number <= 1000; number += 1) hang(`machine-${number}`);
  await world.pass(420, [], 30);
  await world.pass(3_600, [], 150);
  expect(world.vendor.orders).toEqual([]);
  expect(await world.openAlerts()).toMatchObject([{ kind: "many_silent", subject: "fleet" }]);
  expect(await world.mails()).toHaveLength(1);
  const { warning } = await world.fleet();
  expect(warning).toContain("1000 of 1000 machines are silent at once");
});

test("three of ten hold every repair, two of ten do not", async () => {
  const names = await steady(10);
  const [first = "", second = "", third = "", ...others] = names;
  for (const name of [first, second, third]) hang(name);
  await world.pass(400, others);
  expect(world.vendor.orders).toEqual([]);
  await world.pass(30, [third, ...others]);
  await world.pass(30, [third, ...others]);
  expect(world.vendor.orders).toHaveLength(1);
});

test("a repair that changes nothing, or is refused, ends in quarantine after three rounds, with what the provider said", async () => {
  const [name = ""] = await steady(1);
  hang(name);
  world.vendor.whims = { idles: true };
  await world.pass(900);
  world.vendor.whims = { refuses: "Droplet is locked by support." };
  await world.pass(1.5 * 3_600, [], 60);
  expect(world.vendor.orders).toEqual([1, 2, 3].flatMap(() => [`reboot ${name}`, `power_cycle ${name}`]));
  expect(await world.states()).toEqual(["quarantined"]);
  const [alert] = (await world.openAlerts()).filter(({ kind }) => kind === "quarantined");
  expect(alert?.words).toContain("Droplet is locked by support.");
  expect((await world.mails()).filter((mail) => mail.includes("rounds of repairs did not help"))).toHaveLength(1);
  // It stays there, whatever it says.
  await world.pass(60, [name]);
  expect(await world.states()).toEqual(["quarantined"]);
});

test("two watchdogs and two workers at the same moment reboot once", async () => {
  const [name = ""] = await steady(1);
  hang(name);
  world.vendor.whims = { idles: true };
  for (let round = 0; round < 24; round += 1) {
    world.later(15);
    await Promise.all([1, 2].map(() => evaluateFleet(world.system(), () => world.vendor)));
    await Promise.all([world.work(), world.work()]);
  }
  expect(world.vendor.orders).toEqual([`reboot ${name}`]);
});

test("an order whose answer is lost is not given twice", async () => {
  const [name = ""] = await steady(1);
  hang(name);
  world.vendor.whims = { losesAnswers: true };
  world.vendor.onOrder = async () => void (await world.boot(name));
  await world.pass(360);
  await world.pass(900, [name]);
  expect(world.vendor.orders).toEqual([`reboot ${name}`]);
  expect(await remedies()).toEqual(["1 reboot helped"]);
});

test("while the queue is away a repair is wanted and told; afterwards it is tried once, or dropped where the machine recovered", async () => {
  const [name = "", other = ""] = await steady(2);
  const watch = async (seconds: number, alive: string[]): Promise<void> => {
    for (let passed = 0; passed < seconds; passed += 30) {
      world.later(30);
      for (const one of alive) await world.beat(one);
      await evaluateFleet(world.system(), () => world.vendor);
    }
  };
  hang(name);
  await world.withoutQueue(() => watch(600, [other]));
  expect(world.vendor.orders).toEqual([]);
  expect(await remedies()).toEqual(["1 reboot wanted"]);
  expect((await world.openAlerts()).map(({ kind }) => kind).toSorted()).toEqual(["queue", "silent"]);
  const jobs = `select count(*)::int as jobs from pgboss.job, genesis.instance_remedies remedy
    where pgboss.job.name = 'fleet.remedy_machine' and data ->> 'remedyId' = remedy.id::text`;
  expect((await world.admin.query(jobs)).rows).toEqual([{ jobs: 0 }]);
  await watch(60, [other]);
  expect((await world.admin.query(jobs)).rows).toEqual([{ jobs: 1 }]);
  await watch(30, [name, other]);
  await world.work();
  expect(world.vendor.orders).toEqual([]);
  expect(await remedies()).toEqual(["1 reboot dropped"]);
});

test("an n8n that stays away is restarted after three minutes, and only then is its machine rebooted", async () => {
  const [name = ""] = await steady(1);
  const sick = async (seconds: number): Promise<void> => {
    for (let passed = 0; passed < seconds; passed += 30) {
      await world.beat(name, { healthy: false });
      await world.pass(30);
    }
  };
  await sick(150);
  expect(world.vendor.orders).toEqual([]);
  await sick(90);
  expect(world.vendor.orders).toEqual([`restart_n8n ${name}`]);
  await sick(210);
  expect(world.vendor.orders).toHaveLength(1);
  await sick(180);
  expect(world.vendor.orders).toEqual([`restart_n8n ${name}`, `reboot ${name}`]);
});

test("a machine that was switched off, is unknown to its provider, or is left to its administrator is not touched", async () => {
  const [off = "", gone = "", kept = ""] = await steady(12);
  const alive = Array.from({ length: 9 }, (_, number) => `machine-${number + 3}`);
  world.vendor.machines.set(off, { status: "off", answers: false });
  await world.pass(420, [gone, kept, ...alive]);
  world.vendor.machines.delete(gone);
  await world.pass(420, [off, kept, ...alive]);
  hang(kept);
  await world.admin.query("update instances set skip_remediation = true where name = $1", [kept]);
  await world.pass(420, [off, gone, ...alive]);
  expect(world.vendor.orders).toEqual([]);
});

test("a provider that says nothing, and a watchdog that was away itself, keep every repair back", async () => {
  const [name = ""] = await steady(1);
  hang(name);
  world.vendor.whims = { mute: true };
  await world.pass(900);
  expect(world.vendor.orders).toEqual([]);
  world.vendor.whims = {};
  world.later(400);
  await world.pass(585);
  expect(world.vendor.orders).toEqual([]);
  await world.pass(60);
  expect(world.vendor.orders).toEqual([`reboot ${name}`]);
});

test("a machine that was well for two hours after a repair begins anew", async () => {
  const [name = ""] = await steady(1);
  world.vendor.onOrder = async () => void (await world.boot(name));
  for (let time = 0; time < 2; time += 1) {
    hang(name);
    await world.pass(360);
    world.vendor.machines.set(name, { status: "active", answers: true });
    await world.pass(2.2 * 3_600, [name], 80);
  }
  expect(await remedies()).toEqual(["1 reboot helped", "1 reboot helped"]);
});

test("a repair that is not wanted any longer is not carried out", async () => {
  const [name = ""] = await steady(1);
  hang(name);
  for (let passed = 0; passed < 330; passed += 15) {
    world.later(15);
    await evaluateFleet(world.system(), () => world.vendor);
  }
  await diagnoseSilent(world.system(), () => world.vendor);
  const remedyId = await planRemedies(world.system());
  await world.beat(name);
  const job = { ...world.system(), signal: new AbortController().signal };
  await remedyMachine(job, { remedyId: remedyId ?? "", vendors: () => world.vendor });
  expect(world.vendor.orders).toEqual([]);
  expect(await remedies()).toEqual(["1 reboot dropped"]);
});
