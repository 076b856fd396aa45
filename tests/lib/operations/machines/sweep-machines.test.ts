import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { sweepMachines } from "@/lib/operations/machines/sweep-machines";
import { judgeFleet } from "@/lib/operations/fleet/judge-fleet";
import { createMachineWorld, type MachineWorld } from "./machine-world";

const HOUR_MS = 3_600_000;

let world: MachineWorld;
let tag: string;
let prefix: string;
beforeAll(async () => {
  world = await createMachineWorld();
  const { installation } = await world.vendor();
  tag = `gl:env:${installation}`;
  prefix = `gl-${installation}`;
});
afterEach(async () => {
  await world.admin.query("update genesis.compute_accounts set app_url = 'https://greenlight.example'");
  await world.reset();
});
afterAll(() => world.close());

async function sweep(times = 1): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    world.clock.pass(HOUR_MS);
    await sweepMachines(world.job());
  }
}
const names = (): string[] => [...world.fake.droplets.values()].map(({ name }) => name);

/** A machine whose row says that it is terminated. */
async function leftOver(number: number): Promise<string> {
  const company = await world.company();
  await world.order(company);
  const [row] = await world.rows(company);
  await world.admin.query("update genesis.machines set state = 'terminated' where id = $1", [row?.id]);
  return `${number} ${row?.name}`;
}

const alerts = async (): Promise<string[]> => {
  await judgeFleet(world.job());
  const { rows } = await world.admin.query<{ kind: string; subject: string }>(
    "select kind, subject from genesis.fleet_alerts where closed_at is null and kind in ('lost', 'stray') order by subject",
  );
  return rows.map(({ kind, subject }) => `${kind} ${subject}`);
};

test("a machine that is left over is removed by the second sweep, with a line in the audit log; two a sweep at most", async () => {
  for (const number of [1, 2, 3]) await leftOver(number);
  await sweep();
  expect(names()).toHaveLength(3);
  await sweep();
  expect(names()).toHaveLength(1);
  const { rows } = await world.admin.query<{ n: number }>(
    "select count(*)::int as n from governance_audit_log where action = 'machine.reaped'",
  );
  expect(rows[0]?.n).toBe(2);
  await sweep();
  expect(names()).toEqual([]);
});

test("with an empty table nothing is removed however often it looks, and each machine is told", async () => {
  const company = await world.company();
  const { id } = await world.order(company);
  await world.admin.query("truncate genesis.machines");
  await sweep(4);
  expect(names()).toEqual([id]);
  expect(await alerts()).toEqual([`stray ${id}`]);
});

test("machines of other installations, and others that carry our tag, are never removed", async () => {
  world.fake.add({ name: "gl-ffffffff-1", tags: ["gl:env:ffffffff"], createdAt: "2026-01-01T00:00:00Z" });
  world.fake.add({ name: "by-hand", tags: [tag], createdAt: "2026-01-01T00:00:00Z" });
  await sweep(4);
  expect(names()).toEqual(["gl-ffffffff-1", "by-hand"]);
});

test("with an unreachable database, or a vendor that does not answer, nothing is removed", async () => {
  await leftOver(1);
  await sweep();
  const broken = {
    ...world.job(),
    db: {
      transaction: () => {
        throw new Error("no database");
      },
    },
  };
  world.clock.pass(HOUR_MS);
  await expect(sweepMachines(broken as unknown as Parameters<typeof sweepMachines>[0])).rejects.toThrow();
  world.fake.fail(({ path }) => path === "/v2/droplets", 500);
  await expect(sweepMachines(world.job())).rejects.toMatchObject({ code: "digitalocean.http_500" });
  expect(names()).toHaveLength(1);
});

test("a machine whose row is live, and one that is younger than an hour, stay", async () => {
  const company = await world.company();
  const { id } = await world.order(company);
  const left = (await leftOver(1)).split(" ")[1];
  world.clock.pass(31 * 60_000);
  for (const droplet of world.fake.droplets.values()) droplet.createdAt = new Date(world.clock.now()).toISOString();
  await sweepMachines(world.job());
  world.clock.pass(31 * 60_000);
  for (const droplet of world.fake.droplets.values()) droplet.createdAt = new Date(world.clock.now()).toISOString();
  await sweepMachines(world.job());
  expect(names().toSorted()).toEqual([id, left].toSorted());
  expect(id.startsWith(prefix)).toBe(true);
});

test("a machine that its vendor lacks twice is lost, told, and never rebuilt; an empty list alone proves nothing", async () => {
  const company = await world.company();
  const { id } = await world.order(company);
  world.fake.moods.listsNothing = true;
  world.fake.moods.listsNothing = false;
  await sweep(2);
  expect(await world.rows(company)).toMatchObject([{ state: "handshaking" }]);
  world.fake.droplets.clear();
  await sweep();
  expect(await world.rows(company)).toMatchObject([{ state: "handshaking" }]);
  await sweep();
  expect(await world.rows(company)).toMatchObject([{ state: "lost" }]);
  expect(await alerts()).toEqual([`lost ${id}`]);
  await sweep(2);
  expect(names()).toEqual([]);
});

test("a termination that no worker goes on with is taken up again", async () => {
  const company = await world.company();
  await world.order(company);
  const [row] = await world.rows(company);
  await world.admin.query("update genesis.machines set state = 'terminating' where id = $1", [row?.id]);
  await sweep();
  const { rows } = await world.admin.query<{ data: { machineId: string } }>(
    "select data from pgboss.job where name = 'machines.terminate_machine'",
  );
  expect(rows.map(({ data }) => data.machineId)).toEqual([row?.id]);
});
