import { afterAll, beforeAll, expect, test } from "vitest";
import { saveCredential } from "@/lib/operations/onboarding/save-credential";
import { revealResearchKeys } from "@/lib/outreach/research/reveal-research-keys";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("the keys that research uses, of each vendor the last one; to jobs alone", async () => {
  const { owner, job } = await world.company();
  expect(await revealResearchKeys(job)).toEqual({});
  await saveCredential(owner, { type: "google_cse", data: { api_key: "k", cx: "c" } });
  await saveCredential(owner, { type: "apify", name: "First", data: { api_token: "first" } });
  await world.admin.query("update genesis.credential_store set updated_at = updated_at - interval '1 hour'");
  await saveCredential(owner, { type: "apify", name: "Second", data: { api_token: "second", actor_id: "me/reviews" } });
  await saveCredential(owner, { type: "openai_api", data: { api_key: "not for research" } });
  expect(await revealResearchKeys(job)).toEqual({
    google_cse: { api_key: "k", cx: "c" },
    apify: { api_token: "second", actor_id: "me/reviews" },
  });
  await expect(revealResearchKeys(owner)).rejects.toMatchObject({ code: "credential.sealed" });
});
