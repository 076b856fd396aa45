import { afterAll, beforeAll, expect, test } from "vitest";
import { createKey } from "@/lib/foundation/credentials/create-key";
import { revokeAllCredentials } from "@/lib/foundation/credentials/revoke-all-credentials";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
import { CreateKey } from "@/lib/foundation/credentials/schemas";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("every token and key that still works is revoked, those in their overlap too; what was revoked before stays as it was", async () => {
  const company = await world.company();
  await rotateWebhookToken(company.owner, { overlap_hours: 0 });
  await rotateWebhookToken(company.owner, { overlap_hours: 24 });
  const scopes = CreateKey.parse({ name: "CI", scopes: ["leads.read"] });
  await createKey(company.owner, scopes);
  await createKey(company.owner, scopes);
  expect(await withTransaction(company.job, revokeAllCredentials)).toEqual({
    revokedTokens: 2,
    revokedKeys: 2,
    open: 0,
  });
  const { rows } = await world.admin.query(
    "select revoked_reason as reason, count(*)::int from workspace_webhook_tokens where workspace_id = $1 group by 1 order by 1",
    [company.workspaceId],
  );
  expect(rows).toEqual([
    { reason: "frozen", count: 2 },
    { reason: "rotated", count: 1 },
  ]);
});
