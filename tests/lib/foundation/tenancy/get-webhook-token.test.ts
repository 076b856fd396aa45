import { afterAll, beforeAll, expect, test } from "vitest";
import { getWebhookToken, revealWebhookToken } from "@/lib/foundation/tenancy/get-webhook-token";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("a new company's token is shown by its last four characters and revealed to jobs only", async () => {
  const company = await world.company();
  const { last_four, last_used_at } = await getWebhookToken(company.viewer);
  expect(last_used_at).toBeNull();
  expect((await revealWebhookToken(company.job)).slice(-4)).toBe(last_four);
  await expect(revealWebhookToken(company.viewer)).rejects.toMatchObject({ kind: "forbidden" });
});

test("each workspace sees its own token only", async () => {
  const company = await world.company();
  const [own, other] = [await getWebhookToken(company.owner), await getWebhookToken(company.stranger)];
  expect(other.id).not.toBe(own.id);
});
