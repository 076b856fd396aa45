import { afterAll, beforeAll, expect, test } from "vitest";
import { getResearchStep } from "@/lib/operations/onboarding/get-research-step";
import { saveApify } from "@/lib/operations/onboarding/save-apify";
import { saveCredential } from "@/lib/operations/onboarding/save-credential";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { answerKey } from "./onboarding-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("without a key nothing is proven or missing, and the services that research goes without are named", async () => {
  const { viewer, owner } = await world.company();
  const nothing = { proven: false, missing: [], without: ["Google search", "Apify", "Relevance AI"] };
  expect(await getResearchStep(viewer)).toEqual(nothing);
  // A key that research does not use.
  await saveCredential(owner, { type: "openai_api", data: { api_key: "sk-1" } });
  expect(await getResearchStep(viewer)).toEqual(nothing);
});

test.each([
  ["right", true, []],
  ["limited", true, []],
  ["down", false, []],
  ["wrong", false, ["Replace the key of Apify. It said so."]],
  ["expired", false, ["Replace the key of Apify. It said so."]],
  ["lacks_scope", false, ["Replace the key of Apify. It said so."]],
])("a key that the service calls %s: proven is %s", async (outcome, proven, reasons) => {
  const company = await world.company();
  const { credential_id: credentialId } = await saveApify(company.owner, { api_token: "apify_api_x" });
  const without = ["Google search", "Relevance AI"];
  expect(await getResearchStep(company.viewer)).toEqual({ proven: false, missing: [], without });
  await answerKey(world, company, { credentialId, outcome, message: "It said so." });
  const step = await getResearchStep(company.viewer);
  expect([step.proven, step.missing.map(({ message }) => message), step.without]).toEqual([proven, reasons, without]);
});

test("of two keys of a service the one that was saved last counts, as in research", async () => {
  const company = await world.company();
  const { credential_id: older } = await saveApify(company.owner, { api_token: "apify_api_old" });
  await answerKey(world, company, { credentialId: older, outcome: "wrong" });
  await saveCredential(company.owner, { type: "apify", name: "Apify of today", data: { api_token: "apify_api_new" } });
  expect(await getResearchStep(company.viewer)).toMatchObject({ proven: false, missing: [] });
  expect(await getResearchStep(company.stranger)).toMatchObject({ without: { length: 3 } });
});

test("a webhook may not ask", async () => {
  const { owner } = await world.company();
  const actor = { type: "webhook", tokenId: "t", permissions: new Set<never>() } as const;
  await expect(getResearchStep({ ...owner, actor })).rejects.toMatchObject({ code: "permission.missing" });
});
