import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { getWorkspace } from "@/lib/foundation/workspaces/get-workspace";
import { updateWorkspace } from "@/lib/foundation/workspaces/update-workspace";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { auditOf, createStaff, snapshot, type Staff } from "../members/members-world";

let world: TestWorld;
let staff: Staff;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  staff = await createStaff(world);
});
afterAll(() => world.close());

test("a new name, the old slug; the workflows are named anew; ledger and audit log say so", async () => {
  const before = await getWorkspace(staff.owner);
  expect(await updateWorkspace(staff.admin.ctx, { name: "New name" })).toEqual({ ...before, name: "New name" });
  expect(await getWorkspace(staff.owner)).toEqual({ ...before, name: "New name" });
  expect(await world.jobs(staff.workspaceId)).toMatchObject([{ name: "ignition.refresh_campaigns" }]);
  expect((await world.ledger(staff.workspaceId)).at(-1)).toMatchObject({
    event_type: "workspace.renamed",
    message: `Workspace “${before.name}” is now called “New name”.`,
  });
  expect((await auditOf(world, staff.workspaceId)).at(-1)).toMatchObject({
    action: "workspace.renamed",
    actor_id: staff.admin.userId,
    before: { name: before.name },
    after: { name: "New name" },
  });
});

test("the name it has already writes nothing", async () => {
  const { name } = await getWorkspace(staff.owner);
  const before = await snapshot(world, staff.workspaceId);
  await updateWorkspace(staff.owner, { name });
  expect(await snapshot(world, staff.workspaceId)).toEqual(before);
});

test("members and viewers rename nothing; a stranger renames their own", async () => {
  const [before, { name }] = [await snapshot(world, staff.workspaceId), await getWorkspace(staff.owner)];
  for (const ctx of [staff.member.ctx, staff.viewer]) {
    await expect(updateWorkspace(ctx, { name: "No" })).rejects.toMatchObject({ code: "permission.missing" });
  }
  await updateWorkspace(staff.stranger, { name: "Mine" });
  expect(await snapshot(world, staff.workspaceId)).toEqual(before);
  expect((await getWorkspace(staff.owner)).name).toBe(name);
});

test("when the job cannot be enqueued, the name stays", async () => {
  const { name } = await getWorkspace(staff.owner);
  const before = await snapshot(world, staff.workspaceId);
  await expect(world.withoutQueue(() => updateWorkspace(staff.owner, { name: "Half" }))).rejects.toThrow();
  expect(await snapshot(world, staff.workspaceId)).toEqual(before);
  expect((await getWorkspace(staff.owner)).name).toBe(name);
});
