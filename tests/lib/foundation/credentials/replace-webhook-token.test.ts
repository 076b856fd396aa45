import { afterAll, beforeAll, expect, test } from "vitest";
import { replaceWebhookToken } from "@/lib/foundation/credentials/replace-webhook-token";
import { revealWebhookToken } from "@/lib/foundation/credentials/reveal-webhook-token";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("the new token is current, the ledger says so, and a job puts it into n8n", async () => {
  const { owner, job, workspaceId } = await world.company();
  const { token, issued } = await withTransaction(owner, (tx) => replaceWebhookToken(tx, 0));
  expect(await revealWebhookToken(job)).toBe(token);
  expect((await world.ledger(workspaceId)).at(-1)).toMatchObject({
    event_type: "workspace.webhook_token_issued",
    data: { tokenId: issued.tokenId },
  });
  expect((await world.jobs(workspaceId)).map(({ name }) => name)).toEqual(["ignition.refresh_credentials"]);
});

test("nothing is replaced when the queue refuses the job", async () => {
  const { owner, job } = await world.company();
  const before = await revealWebhookToken(job);
  const replaced = world.withoutQueue(() => withTransaction(owner, (tx) => replaceWebhookToken(tx, 0)));
  await expect(replaced).rejects.toThrow();
  expect(await revealWebhookToken(job)).toBe(before);
});
