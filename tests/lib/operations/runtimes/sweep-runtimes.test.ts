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

test("each runtime that is active, or was, gets one probe; a company without one, and one whose attempt failed, gets none", async () => {
  const probes = new Map<string, number>();
  for (const status of ["active", "unhealthy", "failed", "retired", "none"]) {
    const { projectId, workspaceId, job } = await world.company();
    if (status !== "none") {
      await withTransaction(job, (tx) => beginProvisioning(tx, { projectId, cause: "payment" }));
      await world.admin.query("update project_runtime_instances set status = $2 where project_id = $1", [
        projectId,
        status,
      ]);
    }
    probes.set(status, 0);
    for (let time = 0; time < 2; time++) await sweepRuntimes(world.system());
    const jobs = await world.jobs(workspaceId);
    probes.set(status, jobs.filter(({ name }) => name === "runtime.probe_runtime").length);
  }
  expect(Object.fromEntries(probes)).toEqual({ active: 1, unhealthy: 1, failed: 0, retired: 0, none: 0 });
});
