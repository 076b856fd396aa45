import { afterAll, beforeAll, expect, test } from "vitest";
import { resealIntegrations } from "@/lib/company/integrations/reseal-integrations";
import { resealWebhookTokens } from "@/lib/foundation/credentials/reseal-webhook-tokens";
import { resealInvites } from "@/lib/foundation/members/reseal-invites";
import { resealCredentials } from "@/lib/foundation/vault/reseal-credentials";
import { resealSecrets } from "@/lib/foundation/vault/reseal-secrets";
import { insertSealed, keyId, keysAt, readSealed } from "../../../factories/sealed-rows";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld(keysAt("current"));
});
afterAll(() => world.close());

test.each([
  ["credentials", resealCredentials, "vault"],
  ["secrets", resealSecrets, "vault"],
  ["tokens", resealWebhookTokens, "vault"],
  ["invites", resealInvites, "vault"],
  ["integrations", resealIntegrations, "integrations"],
] as const)("%s of every workspace are sealed under the current key, once", async (kind, reseal, purpose) => {
  const [here, there] = [await world.company(), await world.company()];
  const plain = await insertSealed(world.admin, kind, { ...here, age: "oldest" });
  await insertSealed(world.admin, kind, { ...there, age: "older" });
  expect(await reseal(world.system())).toMatchObject({ resealed: 2, unreadable: 0 });
  const rows = await readSealed(world.admin, kind, here.workspaceId);
  expect(rows).toContainEqual(expect.objectContaining({ plain, keyId: keyId("current", purpose) }));
  expect(await reseal(world.system())).toMatchObject({ resealed: 0 });
});
