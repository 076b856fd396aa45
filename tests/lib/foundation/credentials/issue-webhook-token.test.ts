import { afterAll, beforeAll, expect, test } from "vitest";
import { withTransaction } from "@/lib/platform/transaction";
import { authenticateWebhook } from "@/lib/foundation/credentials/authenticate-webhook";
import { issueWebhookToken } from "@/lib/foundation/credentials/issue-webhook-token";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("belongs to the caller's transaction: rolled back, there is no new token and the old one stays", async () => {
  const company = await world.company();
  let lost = "";
  const rolledBack = withTransaction(company.owner, async (tx) => {
    lost = (await issueWebhookToken(tx, 0)).token;
    throw new Error("changed my mind");
  });
  await expect(rolledBack).rejects.toThrow("changed my mind");
  await expect(authenticateWebhook(world.system(), lost)).rejects.toMatchObject({ kind: "unauthenticated" });

  const { token, issued } = await withTransaction(company.owner, (tx) => issueWebhookToken(tx, 0));
  expect(issued).toMatchObject({ lastFour: token.slice(-4), overlapHours: 0 });
  await expect(authenticateWebhook(world.system(), token)).resolves.toMatchObject({ workspaceId: company.workspaceId });
});
