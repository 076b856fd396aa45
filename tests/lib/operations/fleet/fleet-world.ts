import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createProject } from "@/lib/company/projects/create-project";
import type { Heartbeat } from "@/lib/contracts/instance";
import { evaluateFleet } from "@/lib/operations/fleet/evaluate-fleet";
import { getFleet } from "@/lib/operations/fleet/get-fleet";
import { recordHeartbeat } from "@/lib/operations/fleet/record-heartbeat";
import type { Fleet, FleetAlert } from "@/lib/operations/fleet/schemas";
import type { AdminCtx, SystemCtx } from "@/lib/platform/ctx";
import { remedyMachine } from "@/lib/operations/fleet/remedy-machine";
import { fakeCompute, type FakeCompute } from "../../../fakes/compute";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

const START = Date.parse("2026-11-30T09:00:00Z");
const ADMIN = "admin@example.com";
/** Between two rounds of the timer. */
const ROUND_SECONDS = 15;

type Said = Partial<Pick<Heartbeat, "cpu" | "memory" | "disk">> & { healthy?: boolean; version?: string };

export type FleetWorld = TestWorld & {
  system(): SystemCtx;
  superAdmin(): AdminCtx;
  /** Forgets every machine and starts the clock anew, with a fleet that has been watched since long. */
  reset(): Promise<void>;
  now(): number;
  later(seconds: number): void;
  /** Time in which rounds of the watchdog happen, a worker works, and these machines report themselves. */
  pass(seconds: number, alive?: readonly string[], roundSeconds?: number): Promise<void>;
  beat(name: string, said?: Said): Promise<{ accepted: boolean }>;
  /** A new life of the machine. */
  boot(name: string, said?: Said): Promise<{ accepted: boolean }>;
  machines(count: number): Promise<string[]>;
  fleet(): Promise<Fleet>;
  states(): Promise<string[]>;
  openAlerts(): Promise<FleetAlert[]>;
  /** The texts of every mail so far, oldest first. */
  mails(): Promise<string[]>;
  outbox: string;
  /** The vendor of every machine. */
  vendor: FakeCompute;
  /** Does the repairs that are wanted, as a worker would. */
  work(): Promise<void>;
};

/** A fleet whose clock the test moves; its machines are rows, its mail an outbox. */
export async function createFleetWorld(environment: Record<string, string> = {}): Promise<FleetWorld> {
  const home = await mkdtemp(join(tmpdir(), "greenlight-fleet-"));
  const outbox = join(home, "outbox");
  const world = await createTestWorld({
    GREENLIGHT_HOME: home,
    SUPER_ADMIN_IDS: "user_adminexamplecom",
    ...environment,
  });
  await createProject(world.user(ADMIN), { name: "The operator's own" });
  let now = START;
  const packets = { boot: 1, counter: 0 };
  const system = (): SystemCtx => ({ ...world.system(), now: () => new Date(now) });
  const superAdmin = (): AdminCtx => ({ ...world.user(ADMIN), ...system(), superAdmin: true });
  const say = (name: string, life: { boot: number; counter: number }, said: Said) => {
    const { healthy = true, version = null, ...measures } = said;
    const packet: Heartbeat = {
      ...life,
      boot_id: randomUUID(),
      cpu: 12.5,
      memory: 40,
      disk: 70,
      ...measures,
      n8n: { healthy, version, active_workflows: null },
    };
    return recordHeartbeat({ ...system(), instance: name }, packet);
  };
  const vendor = fakeCompute();
  const work = async (): Promise<void> => {
    const { rows } = await world.admin.query<{ id: string }>(
      "select id from genesis.instance_remedies where state = 'wanted'",
    );
    for (const { id } of rows)
      await remedyMachine(
        { ...system(), signal: new AbortController().signal },
        { remedyId: id, vendors: () => vendor },
      );
  };
  const fleet = (): Promise<Fleet> => getFleet(superAdmin());
  const beat = (name: string, said: Said = {}) =>
    say(name, { boot: packets.boot, counter: (packets.counter += 1) }, said);
  return {
    ...world,
    system,
    superAdmin,
    fleet,
    beat,
    outbox,
    vendor,
    work,
    boot: (name, said = {}) => say(name, { boot: (packets.boot += 1), counter: (packets.counter += 1) }, said),
    now: () => now,
    later: (seconds) => void (now += seconds * 1000),
    async reset() {
      now = START;
      await world.admin.query(
        `truncate genesis.instance_heartbeats, genesis.fleet_alerts, genesis.fleet_evaluations, genesis.instance_remedies,
           public.instances`,
      );
      await world.admin.query(
        "insert into genesis.fleet_evaluations (evaluator, last_evaluated_at) values ('fleet', $1)",
        [new Date(now).toISOString()],
      );
      vendor.machines.clear();
      vendor.orders.length = 0;
      vendor.whims = {};
      vendor.onOrder = async () => undefined;
      await rm(outbox, { recursive: true, force: true });
      await mkdir(outbox);
    },
    async pass(seconds, alive = [], roundSeconds = ROUND_SECONDS) {
      for (let passed = 0; passed < seconds; passed += roundSeconds) {
        now += Math.min(roundSeconds, seconds - passed) * 1000;
        for (const name of alive) await beat(name);
        await evaluateFleet(system(), () => vendor);
        await work();
      }
    },
    async machines(count) {
      const names = Array.from({ length: count }, (_, number) => `machine-${number}`);
      for (const name of names) {
        await beat(name);
        vendor.machines.set(name, { status: "active", answers: true });
      }
      return names;
    },
    states: async () => (await fleet()).instances.map(({ state }) => state),
    openAlerts: async () => (await fleet()).alerts.filter(({ closed_at }) => closed_at === null),
    async mails() {
      const texts = await Promise.all(
        (await readdir(outbox)).map(async (file) => readFile(join(outbox, file), "utf8")),
      );
      return texts.map((text) => text.replaceAll("=\r\n", "").replaceAll("=E2=80=94", "—"));
    },
    close: async () => {
      await world.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}
