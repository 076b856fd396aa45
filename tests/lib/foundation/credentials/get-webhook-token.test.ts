import { afterAll, beforeAll, expect, test } from "vitest";
import { getWebhookToken } from "@/lib/foundation/credentials/get-webhook-token";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("a member sees the last four characters of a new company's token, and nothing else of it", async () => {
  const company = await world.company();
  const shown = await getWebhookToken(company.viewer);
  expect(shown).toMatchObject({ last_four: expect.stringMatching(/^.{4}$/), last_used_at: null });
  expect(Object.keys(shown)).not.toContain("token_encrypted");
});

test("each workspace sees its own token only", async () => {
  const company = await world.company();
  const [own, other] = [await getWebhookToken(company.owner), await getWebhookToken(company.stranger)];
  expect(other.id).not.toBe(own.id);
});
