import { afterAll, beforeAll, expect, test } from "vitest";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { actingMember } from "@/lib/foundation/members/acting-member";
import { waitFor } from "../../../support/wait-for";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { createStaff } from "./members-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("answers who acts with the role they have now, not the one they entered with", async () => {
  const { admin, workspaceId } = await createStaff(world);
  await expect(withTransaction(admin.ctx, (tx) => actingMember(tx, "members.write"))).resolves.toMatchObject({
    user_id: admin.userId,
    role: "admin",
  });
  await world.admin.query("update user_workspaces set role = 'viewer' where workspace_id = $1 and user_id = $2", [
    workspaceId,
    admin.userId,
  ]);
  const acting = withTransaction(admin.ctx, (tx) => actingMember(tx, "members.write"));
  await expect(acting).rejects.toMatchObject({ code: "permission.missing" });
});

test("holds the members of the workspace until the transaction ends: another change waits", async () => {
  const { admin, owner } = await createStaff(world);
  const order: string[] = [];
  const act = (name: string, ctx: WorkspaceCtx, meanwhile = async (): Promise<unknown> => undefined) =>
    withTransaction(ctx, async (tx) => {
      await actingMember(tx, "members.write");
      await meanwhile();
      order.push(name);
    });
  const isWaiting = async (): Promise<boolean> => {
    const { rows } = await world.admin.query(
      "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    return rows.length > 0;
  };
  const second = Promise.withResolvers<void>();
  await act("first", owner, async () => {
    second.resolve(act("second", admin.ctx));
    await waitFor(isWaiting, { withinMs: 10_000, everyMs: 20, what: "the second change waits" });
  });
  await second.promise;
  expect(order).toEqual(["first", "second"]);
});
