import { afterAll, beforeAll, expect, test } from "vitest";
import { getIgnitionStatus } from "@/lib/operations/ignition/get-ignition-status";
import { startWorkers, stopWorkers } from "@/workers/start";
import { createIgnitionWorld, LEADS, PLAN, type IgnitionWorld } from "../factories/ignition-world";
import { waitFor } from "../support/wait-for";

let world: IgnitionWorld;
beforeAll(async () => {
  world = await createIgnitionWorld();
  await startWorkers();
});
afterAll(async () => {
  await stopWorkers();
  await world.close();
});

/** A restart of the database while clients are connected. */
const endEveryConnection = (): Promise<unknown> =>
  world.admin.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );

test(
  "every connection ended three times during a launch: it ends active, nothing lost and nothing doubled",
  { timeout: 120_000 },
  async () => {
    const company = await world.readyCompany();
    const moments = new Set(["HEALTH_CHECK", "INJECT_CREDENTIAL", "ACTIVATE_WORKFLOW"]);
    world.sidecar.onCall(async ({ action }) => {
      if (moments.delete(action)) await endEveryConnection();
    });
    await world.launch(company);
    const view = await waitFor(
      async () => {
        const now = await getIgnitionStatus(company.owner);
        return ["active", "failed"].includes(now.status) && now;
      },
      { withinMs: 100_000, what: "the launch has ended" },
    );
    expect(moments.size).toBe(0);
    expect(view).toMatchObject({ status: "active", error: null });
    const { credentials, workflows } = world.sidecar.instance(company.workspaceId);
    expect([credentials.length, workflows.length]).toEqual([4, 7]);
    expect(await world.partitions(company)).toEqual({ partitions: 1, roles: 0 });
    expect(await world.leadsOf(company)).toEqual(LEADS);
    const done = (await world.ledger(company.workspaceId)).filter(
      ({ event_type }) => event_type === "ignition.step_done",
    );
    expect(done).toHaveLength(PLAN.length);
  },
);
