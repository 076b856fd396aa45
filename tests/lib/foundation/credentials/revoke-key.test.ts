import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { authenticateKey } from "@/lib/foundation/credentials/authenticate-key";
import { createKey } from "@/lib/foundation/credentials/create-key";
import { revokeKey } from "@/lib/foundation/credentials/revoke-key";
import { watchAccess } from "@/lib/foundation/access/watch-access";
import { waitFor } from "../../../support/wait-for";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { auditOf, createStaff, snapshot, type Staff } from "../members/members-world";

let world: TestWorld;
let staff: Staff;
let made: Awaited<ReturnType<typeof createKey>>;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  staff = await createStaff(world);
  made = await createKey(staff.owner, { name: "script", scopes: ["leads.read"], expires_in_days: null });
});
afterAll(() => world.close());

test("the key opens nothing from then on, and what it follows ends; ledger and audit log say so", async () => {
  const watch = watchAccess(await authenticateKey(world.system(), made.key));
  const revoked = await revokeKey(staff.admin.ctx, { keyId: made.id });
  expect(revoked).toMatchObject({ id: made.id, revoked_at: expect.any(String) });
  await expect(authenticateKey(world.system(), made.key)).rejects.toMatchObject({ code: "key.invalid" });
  await waitFor(async () => watch.signal.aborted, { withinMs: 5_000, everyMs: 20, what: "its streams end" });
  watch.stop();
  expect((await world.ledger(staff.workspaceId)).at(-1)).toMatchObject({ event_type: "workspace.key_revoked" });
  expect((await auditOf(world, staff.workspaceId)).at(-1)).toMatchObject({
    action: "key.revoked",
    actor_id: staff.admin.userId,
    target_id: made.id,
    before: { name: "script", scopes: ["leads.read"] },
  });
});

test("once: ten at the same moment revoke it once, and one that never was is not found", async () => {
  const done = await Promise.allSettled(Array.from({ length: 10 }, () => revokeKey(staff.owner, { keyId: made.id })));
  expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const keyId of [made.id, randomUUID()]) {
    await expect(revokeKey(staff.owner, { keyId })).rejects.toMatchObject({ code: "key.not_found" });
  }
});

test("members, viewers and strangers revoke none", async () => {
  const before = await snapshot(world, staff.workspaceId);
  for (const ctx of [staff.member.ctx, staff.viewer]) {
    await expect(revokeKey(ctx, { keyId: made.id })).rejects.toMatchObject({ code: "permission.missing" });
  }
  await expect(revokeKey(staff.stranger, { keyId: made.id })).rejects.toMatchObject({ code: "key.not_found" });
  expect(await snapshot(world, staff.workspaceId)).toEqual(before);
  await expect(authenticateKey(world.system(), made.key)).resolves.toBeDefined();
});
