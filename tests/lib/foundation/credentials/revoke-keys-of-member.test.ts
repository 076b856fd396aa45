import { afterAll, beforeAll, expect, test } from "vitest";
import { createKey } from "@/lib/foundation/credentials/create-key";
import { listKeys } from "@/lib/foundation/credentials/list-keys";
import { revokeKeysOfMember } from "@/lib/foundation/credentials/revoke-keys-of-member";
import { CreateKey } from "@/lib/foundation/credentials/schemas";
import type { Permission } from "@/lib/platform/permissions";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("keys that can do more than the member still may are revoked, with a line each; the others and other people's stay", async () => {
  const company = await world.company();
  const { actor } = company.owner;
  const userId = actor.type === "user" ? actor.userId : "";
  await createKey(company.owner, CreateKey.parse({ name: "Reads", scopes: ["leads.read"] }));
  await createKey(company.owner, CreateKey.parse({ name: "Writes", scopes: ["leads.read", "leads.write"] }));
  const allowed = new Set<Permission>(["leads.read"]);
  const revoke = (of: string) => withTransaction(company.job, (tx) => revokeKeysOfMember(tx, { userId: of, allowed }));

  expect(await revoke("user_somebody_else")).toBe(0);
  expect(await revoke(userId)).toBe(1);
  const keys = await listKeys(company.owner);
  expect(keys.filter(({ revoked_at }) => revoked_at !== null).map(({ name }) => name)).toEqual(["Writes"]);
  const { rows } = await world.admin.query(
    "select data->>'name' as name from project_events where workspace_id = $1 and event_type = 'workspace.key_revoked'",
    [company.workspaceId],
  );
  expect(rows).toEqual([{ name: "Writes" }]);
});
