import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { checkHealth } from "@/lib/operations/fleet/check-health";
import { judgeFleet } from "@/lib/operations/fleet/judge-fleet";
import { NO_WORKSPACE } from "../../../support/fake-sidecar";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";

let world: IgnitionWorld;
beforeAll(async () => {
  world = await createIgnitionWorld();
});
beforeEach(async () => {
  world.sidecar.behave(NO_WORKSPACE);
  await workerSeen("now()");
  await judgeFleet(world.system());
});
afterAll(() => world.close());

const workerSeen = (when: string): Promise<unknown> =>
  world.admin.query(`update pgboss.queue set monitor_claim_on = ${when}`);

test("everything answers: ok", async () => {
  expect(await checkHealth(world.system())).toEqual({
    status: "ok",
    checks: { database: "ok", worker: "ok", fleet: "ok", sidecar: "ok", n8n: "ok", callback: "ok", clock: "ok" },
  });
});

test.each(["null", "now() - interval '2 minutes'"])("no worker lately (%s) is degraded", async (when) => {
  await workerSeen(when);
  expect(await checkHealth(world.system())).toMatchObject({ status: "degraded", checks: { worker: "failing" } });
});

test.each([
  [179, "ok"],
  [181, "degraded"],
])("machines that were judged %i s ago: %s", async (seconds, status) => {
  const at = { ...world.system(), now: () => new Date(Date.now() - seconds * 1_000) };
  await world.admin.query("truncate genesis.fleet_evaluations");
  await judgeFleet(at);
  const later = { ...world.system(), now: () => new Date(at.now().getTime() + seconds * 1_000) };
  expect((await checkHealth(later)).status).toBe(status);
});

test.each(["500", "html", "refuse", "hang"] as const)(
  "a sidecar that answers %s is degraded, within seconds",
  async (how) => {
    world.sidecar.misbehave(NO_WORKSPACE, "HEALTH_CHECK", how);
    expect(await checkHealth(world.system())).toMatchObject({
      status: "degraded",
      checks: { database: "ok", sidecar: "failing", n8n: "failing" },
    });
  },
);

test.each([-480_000, 480_000, 90_000])(
  "a sidecar whose clock is %i ms off is degraded, by that name",
  async (aheadMs) => {
    world.sidecar.setClock(NO_WORKSPACE, aheadMs);
    const health = await checkHealth(world.system());
    world.sidecar.setClock(NO_WORKSPACE, 0);
    expect(health).toMatchObject({ status: "degraded", checks: { sidecar: "ok", n8n: "ok", clock: "failing" } });
  },
);

test("without the database it is down, and that is an answer, not an error", async () => {
  await world.admin.query("revoke usage on schema pgboss from queue_role");
  const health = await checkHealth(world.system());
  await world.admin.query("grant usage on schema pgboss to queue_role");
  expect(health).toMatchObject({ status: "down", checks: { database: "failing" } });
});

test("asking sends the sidecar no command, so that none lists workflows", async () => {
  const before = world.sidecar.calls.length;
  await checkHealth(world.system());
  expect(world.sidecar.calls).toHaveLength(before);
});
