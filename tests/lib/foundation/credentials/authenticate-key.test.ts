import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { authenticateKey, looksLikeKey } from "@/lib/foundation/credentials/authenticate-key";
import { createKey } from "@/lib/foundation/credentials/create-key";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { createStaff, type Staff } from "../members/members-world";

let world: TestWorld;
let staff: Staff;
let made: Awaited<ReturnType<typeof createKey>>;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  staff = await createStaff(world);
  made = await createKey(staff.owner, { name: "x", scopes: ["leads.read", "leads.write"], expires_in_days: 1 });
});
afterAll(() => world.close());

const enter = (key = made.key) => authenticateKey(world.system(), key);
const change = (set: string) => world.admin.query(`update workspace_keys set ${set} where id = $1`, [made.id]);

test("the workspace behind the key, and its scopes, no more", async () => {
  const ctx = await enter();
  expect(ctx).toMatchObject({ workspaceId: staff.workspaceId, actor: { type: "key", keyId: made.id } });
  expect(() => requirePermission(ctx, "leads.write")).not.toThrow();
  for (const permission of ["leads.read", "leads.write"] as const) requirePermission(ctx, permission);
  for (const permission of ["campaigns.read", "members.write", "keys.write"] as const) {
    expect(() => requirePermission(ctx, permission)).toThrow(expect.objectContaining({ code: "permission.missing" }));
  }
});

test("a scope that no key may have any more opens nothing", async () => {
  await change("scopes = '{leads.read,members.write,no.such}'");
  const ctx = await enter();
  expect(() => requirePermission(ctx, "leads.read")).not.toThrow();
  expect(() => requirePermission(ctx, "members.write")).toThrow();
});

test("an expired or revoked key is 401", async () => {
  await change("expires_at = now()");
  await expect(enter()).rejects.toMatchObject({ kind: "unauthenticated", code: "key.invalid" });
  await change("expires_at = null, revoked_at = now(), revoked_reason = 'revoked'");
  await expect(enter()).rejects.toMatchObject({ kind: "unauthenticated", code: "key.invalid" });
});

test("a frozen workspace's key hears why; so does one that the freeze revoked; a revoked one does not", async () => {
  await world.admin.query("update workspaces set status = 'frozen', frozen_reason = 'spam' where id = $1", [
    staff.workspaceId,
  ]);
  await expect(enter()).rejects.toMatchObject({ code: "workspace.frozen", message: "Workspace is frozen: spam" });
  await change("revoked_at = now(), revoked_reason = 'frozen'");
  await expect(enter()).rejects.toMatchObject({ code: "workspace.frozen" });
  await change("revoked_reason = 'revoked'");
  await expect(enter()).rejects.toMatchObject({ code: "key.invalid" });
});

test("its use is written down at most once a minute", async () => {
  const lastUsed = async (): Promise<Date | null> => {
    const { rows } = await world.admin.query<{ last_used_at: Date | null }>(
      "select last_used_at from workspace_keys where id = $1",
      [made.id],
    );
    return rows[0]?.last_used_at ?? null;
  };
  expect(await lastUsed()).toBeNull();
  await enter();
  const first = await lastUsed();
  expect(first).not.toBeNull();
  await Promise.all(Array.from({ length: 5 }, () => enter()));
  expect(await lastUsed()).toEqual(first);
  await change("last_used_at = now() - interval '2 minutes'");
  await enter();
  expect((await lastUsed())?.getTime()).toBeGreaterThanOrEqual(first?.getTime() ?? 0);
});

test("mistyped in any way it is 401: another case, spaces, a piece, too long", async () => {
  const { key } = made;
  for (const wrong of [
    key.toUpperCase(),
    ` ${key}`,
    `${key} `,
    key.slice(0, -1),
    key.slice(4),
    `${key}${key}`,
    "glk_",
  ]) {
    await expect(enter(wrong)).rejects.toMatchObject({ kind: "unauthenticated", code: "key.invalid" });
  }
  await expect(enter(`glk_${"x".repeat(100_000)}`)).rejects.toMatchObject({ code: "key.invalid" });
});

test("a key is told from a session by how it begins", () => {
  expect([made.key, "glk_", "eyJhbGciOi", "GLK_0"].map(looksLikeKey)).toEqual([true, true, false, false]);
});
