import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { decideInstance } from "@/lib/operations/fleet/decide-instance";
import { getInstance } from "@/lib/operations/fleet/get-instance";
import { listInstances } from "@/lib/operations/fleet/list-instances";
import { DecideInstance, ListInstances } from "@/lib/operations/fleet/schemas";
import type { AdminCtx } from "@/lib/platform/ctx";
import { createFleetWorld, type FleetWorld } from "./fleet-world";

let world: FleetWorld;
beforeAll(async () => {
  world = await createFleetWorld();
});
beforeEach(() => world.reset());
afterAll(() => world.close());

const MISSING = "00000000-0000-4000-8000-000000000000";
const idOf = async (name: string): Promise<string> =>
  (await world.fleet()).instances.find((machine) => machine.name === name)?.id ?? MISSING;
const list = (query: object) => listInstances(world.superAdmin(), ListInstances.parse(query));

/** A machine in quarantine, after three rounds that changed nothing. */
async function hopeless(): Promise<string> {
  await world.machines(1);
  await world.admin.query("update instances set booted_at = booted_at - interval '1 day'");
  world.vendor.machines.set("machine-0", { status: "active", answers: false });
  world.vendor.whims = { idles: true };
  await world.pass(420);
  await world.pass(1.5 * 3_600, [], 60);
  expect(await world.states()).toEqual(["quarantined"]);
  return idOf("machine-0");
}

test("machines are listed by name, page by page, and by state", async () => {
  await world.machines(5);
  await world.pass(150, ["machine-1", "machine-3"]);
  const first = await list({ limit: 3 });
  expect(first.data.map(({ name }) => name)).toEqual(["machine-0", "machine-1", "machine-2"]);
  const second = await list({ limit: 3, cursor: first.next_cursor });
  expect(second.data.map(({ name }) => name)).toEqual(["machine-3", "machine-4"]);
  expect(second.next_cursor).toBeNull();
  expect((await list({ state: "late" })).data.map(({ name }) => name)).toEqual(["machine-0", "machine-2", "machine-4"]);
});

test("one machine is shown with its life, its alerts and what was tried on it", async () => {
  const instanceId = await hopeless();
  const machine = await getInstance(world.superAdmin(), { instanceId });
  expect(machine.life[0]).toMatchObject({ state: "quarantined", previous_state: "silent" });
  expect(machine.alerts.map(({ kind }) => kind)).toEqual(["quarantined", "silent"]);
  expect(machine.remedies).toHaveLength(6);
  expect(machine.remedies[0]).toMatchObject({ step: "power_cycle", round: 3, state: "in_vain" });
  await expect(getInstance(world.superAdmin(), { instanceId: MISSING })).rejects.toMatchObject({
    code: "instance.not_found",
  });
});

test("an administrator ends a quarantine: its repairs begin anew, and the audit log says why", async () => {
  const instanceId = await hopeless();
  const given = { instanceId, quarantined: false, reason: "The disk was replaced." } as const;
  expect(await decideInstance(world.superAdmin(), given)).toMatchObject({ state: "ready" });
  await expect(decideInstance(world.superAdmin(), given)).rejects.toMatchObject({ code: "instance.not_quarantined" });
  await world.pass(60);
  expect((await world.openAlerts()).map(({ kind }) => kind)).not.toContain("quarantined");
  await world.pass(3_600, [], 60);
  expect(world.vendor.orders.slice(6, 8)).toEqual(["reboot machine-0", "power_cycle machine-0"]);
  const { rows } = await world.admin.query(
    "select actor_id, reason, before, after from governance_audit_log where action = 'instance.decided' and target_id = $1",
    [instanceId],
  );
  expect(rows).toEqual([
    {
      actor_id: "user_adminexamplecom",
      reason: "The disk was replaced.",
      before: { state: "quarantined", skip_remediation: false },
      after: { state: "ready", skip_remediation: false },
    },
  ]);
});

test("a machine that is left to its administrator says so, and is not repaired", async () => {
  await world.machines(1);
  const instanceId = await idOf("machine-0");
  const decided = await decideInstance(world.superAdmin(), {
    instanceId,
    skip_remediation: true,
    reason: "In repair.",
  });
  expect(decided.skip_remediation).toBe(true);
  await world.admin.query("update instances set booted_at = booted_at - interval '1 day'");
  world.vendor.machines.set("machine-0", { status: "active", answers: false });
  await world.pass(600);
  expect(world.vendor.orders).toEqual([]);
});

test("a decision names one and says why; a quarantine is never begun by hand", () => {
  for (const body of [
    { reason: "Because." },
    { skip_remediation: true },
    { skip_remediation: true, reason: "  " },
    { quarantined: true, reason: "Because." },
  ])
    expect(DecideInstance.safeParse(body).success).toBe(false);
});

test("only administrators see machines, and decide about them", async () => {
  const stranger = world.user() as AdminCtx;
  const refused = { kind: "forbidden" };
  await expect(listInstances(stranger, { limit: 1 })).rejects.toMatchObject(refused);
  await expect(getInstance(stranger, { instanceId: MISSING })).rejects.toMatchObject(refused);
  const decision = { instanceId: MISSING, skip_remediation: true, reason: "Because." };
  await expect(decideInstance(stranger, decision)).rejects.toMatchObject(refused);
});
