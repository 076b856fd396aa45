import { afterAll, beforeAll, expect, test } from "vitest";
import { withTransaction } from "@/lib/platform/transaction";
import { createKey } from "@/lib/foundation/tenancy/create-key";
import { freezeAccess } from "@/lib/foundation/tenancy/freeze-access";
import { rotateWebhookToken } from "@/lib/foundation/tenancy/rotate-webhook-token";
import { CreateKey } from "@/lib/foundation/tenancy/schemas";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

const freeze = ({ job }: Company) =>
  withTransaction({ ...job, whileFrozen: true }, (tx) => freezeAccess(tx, "spam complaint"));

test("every token and key that still works is revoked, those in their overlap too; what was revoked before stays as it was", async () => {
  const company = await world.company();
  await rotateWebhookToken(company.owner, { overlap_hours: 0 });
  await rotateWebhookToken(company.owner, { overlap_hours: 24 });
  const scopes = CreateKey.parse({ name: "CI", scopes: ["leads.read"] });
  await createKey(company.owner, scopes);
  await createKey(company.owner, scopes);
  expect(await freeze(company)).toEqual({ revokedTokens: 2, revokedKeys: 2 });
  const { rows } = await world.admin.query(
    "select revoked_reason as reason, count(*)::int from workspace_webhook_tokens where workspace_id = $1 group by 1 order by 1",
    [company.workspaceId],
  );
  expect(rows).toEqual([
    { reason: "frozen", count: 2 },
    { reason: "rotated", count: 1 },
  ]);
});

test("frozen twice, the second time nothing happens; another workspace is not touched", async () => {
  const [company, other] = [await world.company(), await world.company()];
  expect(await freeze(company)).not.toBeNull();
  expect(await freeze(company)).toBeNull();
  const { rows } = await world.admin.query("select status from workspaces where id = $1", [other.workspaceId]);
  expect(rows).toEqual([{ status: "active" }]);
});
