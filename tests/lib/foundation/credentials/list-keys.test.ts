import { afterAll, beforeAll, expect, test } from "vitest";
import { createKey } from "@/lib/foundation/credentials/create-key";
import { listKeys } from "@/lib/foundation/credentials/list-keys";
import { revokeKey } from "@/lib/foundation/credentials/revoke-key";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { createStaff } from "../members/members-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("open and revoked keys, newest first, by their ends; never their text or hash", async () => {
  const staff = await createStaff(world);
  const input = { scopes: ["leads.read" as const], expires_in_days: null };
  const first = await createKey(staff.owner, { ...input, name: "first" });
  const second = await createKey(staff.owner, { ...input, name: "second" });
  await revokeKey(staff.owner, { keyId: first.id });
  const keys = await listKeys(staff.viewer);
  expect(keys).toMatchObject([
    { id: second.id, name: "second", last_four: second.key.slice(-4), revoked_at: null },
    { id: first.id, name: "first", revoked_at: expect.any(String) },
  ]);
  expect(JSON.stringify(keys)).not.toMatch(/glk_|[0-9a-f]{64}/);
  expect(await listKeys(staff.stranger)).toEqual([]);
});

test("a key without the scope sees none", async () => {
  const { owner } = await createStaff(world);
  const key = { ...owner, actor: { type: "key", keyId: "k", permissions: new Set<never>() } } as const;
  await expect(listKeys(key)).rejects.toMatchObject({ code: "permission.missing" });
});
