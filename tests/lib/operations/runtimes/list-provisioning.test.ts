import { afterAll, beforeAll, expect, test } from "vitest";
import { activateRuntime } from "@/lib/operations/runtimes/activate-runtime";
import { listProvisioning } from "@/lib/operations/runtimes/list-provisioning";
import type { AdminCtx } from "@/lib/platform/ctx";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let admin: AdminCtx;
beforeAll(async () => {
  world = await createTestWorld({ SUPER_ADMIN_IDS: "user_operatorexamplecom" });
  admin = { ...world.user("operator@example.com"), superAdmin: true };
});
afterAll(() => world.close());

test("an administrator sees the attempts of every company, newest first, with their steps; a founder sees none", async () => {
  const [first, second] = [await world.company("First"), await world.company("Second")];
  for (const { projectId } of [first, second]) await activateRuntime(admin, { projectId });
  const { data } = await listProvisioning(admin, { limit: 10 });
  expect(data.map(({ project_id }) => project_id)).toEqual([second.projectId, first.projectId]);
  expect(data[0]).toMatchObject({
    project_name: "Second",
    attempt: 1,
    cause: "admin",
    status: "running",
    mode: "shared",
  });
  expect(data[0]?.steps).toHaveLength(8);
  expect((await listProvisioning(admin, { limit: 1 })).data).toHaveLength(1);
  const founder = { ...first.founder, superAdmin: true } as AdminCtx;
  await expect(listProvisioning(founder, { limit: 10 })).rejects.toMatchObject({ code: "admin.forbidden" });
});
