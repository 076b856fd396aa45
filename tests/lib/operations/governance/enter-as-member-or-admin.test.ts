import { afterAll, beforeAll, expect, test } from "vitest";
import { withReadTransaction, withTransaction } from "@/lib/platform/transaction";
import type { UserCtx } from "@/lib/platform/ctx";
import { getWorkspace } from "@/lib/foundation/workspaces/get-workspace";
import { enterAsMemberOrAdmin } from "@/lib/operations/governance/enter-as-member-or-admin";
import { ROLE_PERMISSIONS } from "@/lib/foundation/access/roles";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
let admin: UserCtx;
beforeAll(async () => {
  world = await createTestWorld({ SUPER_ADMIN_IDS: "user_bossexamplecom" });
  company = await world.company();
  admin = { ...world.user("boss@example.com"), address: "192.0.2.7", requestId: "request-1" };
});
afterAll(() => world.close());

const PAGE = { method: "GET", url: "http://127.0.0.1/companies/x?secret=hush-hush" };
const recorded = async (): Promise<Record<string, unknown>[]> =>
  (
    await world.admin.query<{ data: Record<string, unknown> }>(
      "select data from pgboss.job where name = 'audit.record_access' order by created_on",
    )
  ).rows.map(({ data }) => data);

test("a member enters as what they are, and nothing is recorded", async () => {
  const ctx = await enterAsMemberOrAdmin(company.founder, company.workspaceId, PAGE);
  expect(ctx).toMatchObject({
    workspaceId: company.workspaceId,
    actor: { type: "user", permissions: ROLE_PERMISSIONS.owner },
  });
  expect(ctx.whileFrozen).toBeUndefined();
  expect(await recorded()).toEqual([]);
});

test("any other caller gets the answer for members", async () => {
  const stranger = world.user();
  await expect(enterAsMemberOrAdmin(stranger, company.workspaceId, PAGE)).rejects.toMatchObject({
    code: "workspace.forbidden",
  });
  expect(await recorded()).toEqual([]);
});

test("a super admin enters to look, and it is recorded: who, from where, where to, and not what the address carried", async () => {
  const ctx = await enterAsMemberOrAdmin(admin, company.workspaceId, PAGE);
  expect(ctx).toMatchObject({
    workspaceId: company.workspaceId,
    whileFrozen: true,
    actor: { type: "admin", userId: admin.user.userId, permissions: ROLE_PERMISSIONS.viewer },
  });
  expect(await getWorkspace(ctx)).toMatchObject({ id: company.workspaceId });
  await expect(rotateWebhookToken(ctx, { overlap_hours: 0 } as never)).rejects.toMatchObject({ kind: "forbidden" });
  expect(await recorded()).toEqual([
    expect.objectContaining({
      action: "super_admin.entered",
      actorType: "admin",
      actorId: admin.user.userId,
      accessedWorkspaceId: company.workspaceId,
      address: "192.0.2.7",
      requestId: "request-1",
      path: expect.stringMatching(/^\/companies\/x(?!.*hush)/),
    }),
  ]);
});

test("a super admin looks into a frozen workspace too; its members do not", async () => {
  const frozen = await world.company();
  await world.admin.query("update workspaces set status = 'frozen', frozen_reason = 'x' where id = $1", [
    frozen.workspaceId,
  ]);
  const ctx = await enterAsMemberOrAdmin(admin, frozen.workspaceId, PAGE);
  expect(await withReadTransaction(ctx, (tx) => Promise.resolve(tx.workspaceId))).toBe(frozen.workspaceId);
  await expect(withTransaction({ ...ctx, whileFrozen: undefined }, () => Promise.resolve())).rejects.toMatchObject({
    code: "workspace.frozen",
  });
  await expect(
    enterAsMemberOrAdmin(frozen.founder, frozen.workspaceId, PAGE).then((entered) =>
      withReadTransaction(entered, () => Promise.resolve()),
    ),
  ).rejects.toMatchObject({ code: "workspace.frozen" });
});

test("an entry that cannot be recorded is refused", async () => {
  const before = await recorded();
  await expect(world.withoutQueue(() => enterAsMemberOrAdmin(admin, company.workspaceId, PAGE))).rejects.toThrow();
  expect(await recorded()).toEqual(before);
});
