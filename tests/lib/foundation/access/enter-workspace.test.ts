import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { forgetAccess } from "@/lib/foundation/access/access-cache";
import { PERMISSIONS } from "@/lib/platform/permissions";
import { enterWorkspace } from "@/lib/foundation/access/enter-workspace";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { addMember, createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test.each([
  ["owner", PERMISSIONS.length],
  ["admin", PERMISSIONS.length - 1],
  ["member", PERMISSIONS.length - 8],
  ["viewer", PERMISSIONS.filter((permission) => permission.endsWith(".read")).length],
])("a %s may do %i things", async (role, count) => {
  const [company, user] = [await world.company(), world.user()];
  await addMember(world.admin, company.workspaceId, user, role);
  const ctx = await enterWorkspace(user, company.workspaceId);
  const allowed = PERMISSIONS.filter((permission) => {
    try {
      requirePermission(ctx, permission);
      return true;
    } catch {
      return false;
    }
  });
  expect(allowed).toHaveLength(count);
});

test("a person who is not or no longer a member is refused", async () => {
  const company = await world.company();
  await expect(enterWorkspace(world.user(), company.workspaceId)).rejects.toMatchObject({
    code: "workspace.forbidden",
  });
  await expect(enterWorkspace(company.founder, randomUUID())).rejects.toMatchObject({ code: "workspace.forbidden" });
  await world.admin.query("delete from user_workspaces where workspace_id = $1", [company.workspaceId]);
  forgetAccess();
  await expect(enterWorkspace(company.founder, company.workspaceId)).rejects.toMatchObject({ kind: "forbidden" });
});

test("a frozen workspace says why; without a reason, whom to ask", async () => {
  const company = await world.company();
  await world.admin.query("update workspaces set status = 'frozen' where id = $1", [company.workspaceId]);
  // Done behind the application's back: hearing of it is tested with the cache.
  forgetAccess();
  await expect(enterWorkspace(company.founder, company.workspaceId)).rejects.toMatchObject({
    code: "workspace.frozen",
    message: "Workspace is frozen: ask an administrator why",
  });
});
