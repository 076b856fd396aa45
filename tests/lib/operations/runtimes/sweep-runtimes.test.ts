import { afterAll, beforeAll, expect, test } from "vitest";
import { beginProvisioning } from "@/lib/operations/runtimes/begin-provisioning";
import { sweepRuntimes } from "@/lib/operations/runtimes/sweep-runtimes";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("each runtime that is active, or was, gets one probe, and one whose time of grace is over its end; the others get nothing", async () => {
  const found = new Map<string, string[]>();
  for (const status of ["active", "unhealthy", "failed", "retiring", "over", "retired", "none"]) {
    const { projectId, workspaceId, job } = await world.company();
    if (status !== "none") {
      await withTransaction(job, (tx) => beginProvisioning(tx, { projectId, cause: "payment" }));
      // One whose time of grace is over has the state of one whose time is not.
      await world.admin.query(
        "update project_runtime_instances set status = $2, retire_at = $3 where project_id = $1",
        [
          projectId,
          status === "over" ? "retiring" : status,
          new Date(Date.now() + (status === "over" ? -1 : 1) * 3_600_000),
        ],
      );
    }
    for (let time = 0; time < 2; time++) await sweepRuntimes(world.system());
    const jobs = (await world.jobs(workspaceId)).map(({ name }) => name);
    found.set(
      status,
      jobs.filter((name) => name !== "runtime.provision_project"),
    );
  }
  expect(Object.fromEntries(found)).toEqual({
    active: ["runtime.probe_runtime"],
    unhealthy: ["runtime.probe_runtime"],
    failed: [],
    retiring: [],
    over: ["runtime.retire_runtime"],
    retired: [],
    none: [],
  });
});
