import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { beginProvisioning } from "@/lib/operations/runtimes/begin-provisioning";
import { isMoving } from "@/lib/operations/runtimes/is-moving";
import { env } from "@/lib/platform/env";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterEach(() => {
  env().FEATURE_POST_PAYMENT_PROVISIONING = true;
});
afterAll(() => world.close());

test("a company moves from the request of its runtime until it is active or failed, where the feature is on", async () => {
  const company = await world.company();
  const { projectId, viewer, job, stranger } = company;
  expect(await isMoving(viewer, company)).toBe(false);
  await withTransaction(job, (tx) => beginProvisioning(tx, { projectId, cause: "payment" }));
  expect([await isMoving(viewer, company), await isMoving(stranger, company)]).toEqual([true, false]);
  env().FEATURE_POST_PAYMENT_PROVISIONING = false;
  expect(await isMoving(viewer, company)).toBe(false);
  env().FEATURE_POST_PAYMENT_PROVISIONING = true;
  for (const [status, moving] of [
    ["running", true],
    ["failed", false],
    ["active", false],
  ] as const) {
    await world.admin.query("update project_runtime_instances set status = $2 where project_id = $1", [
      projectId,
      status,
    ]);
    expect([status, await isMoving(viewer, company)]).toEqual([status, moving]);
  }
});
