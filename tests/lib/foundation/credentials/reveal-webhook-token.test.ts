import { afterAll, beforeAll, expect, test } from "vitest";
import { getWebhookToken } from "@/lib/foundation/credentials/get-webhook-token";
import { revealWebhookToken } from "@/lib/foundation/credentials/reveal-webhook-token";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("a job reads the plain token; no person does, an owner who may rotate it included", async () => {
  const company = await world.company();
  const { last_four } = await getWebhookToken(company.viewer);
  expect((await revealWebhookToken(company.job)).slice(-4)).toBe(last_four);
  await expect(revealWebhookToken(company.owner)).rejects.toMatchObject({ code: "credential.sealed" });
  await expect(revealWebhookToken(company.viewer)).rejects.toMatchObject({ kind: "forbidden" });
});
