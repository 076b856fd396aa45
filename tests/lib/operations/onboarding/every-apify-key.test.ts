import { afterAll, beforeAll, expect, test } from "vitest";
import { revealCredential } from "@/lib/foundation/vault/reveal-credential";
import { getApify } from "@/lib/operations/onboarding/get-apify";
import { saveApify } from "@/lib/operations/onboarding/save-apify";
import { SaveApify } from "@/lib/operations/onboarding/schemas";
import { revealResearchKeys } from "@/lib/outreach/research/reveal-research-keys";
import { createTestWorld, jobCtx, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("the key and the actor are what research uses, stored sealed, shown masked, and replaced by the next ones", async () => {
  const { owner, viewer, stranger } = await world.company();
  expect(await getApify(viewer)).toEqual({ apify: null });
  await saveApify(owner, { api_token: "apify_api_first" });
  const data = SaveApify.parse({ api_token: "apify_api_second", actor_id: "acme/reviews" });
  const { credential_id: credentialId, masked } = await saveApify(owner, data);

  const { apify } = await getApify(viewer);
  expect(apify).toMatchObject({ credential_id: credentialId, masked, check: null });
  expect(JSON.stringify(apify)).not.toContain("apify_api_second");
  expect(await revealCredential(jobCtx(owner), { credentialId, type: "apify" })).toEqual(data);
  expect((await revealResearchKeys(jobCtx(owner))).apify).toEqual(data);
  expect(await getApify(stranger)).toEqual({ apify: null });
});

test("the answer of the daily look stands beside it", async () => {
  const { owner, workspaceId } = await world.company();
  const { credential_id: credentialId } = await saveApify(owner, { api_token: "apify_api_old" });
  await world.admin.query(
    `insert into genesis.credential_checks (workspace_id, credential_id, outcome, message, checked_at, next_check_at)
     values ($1, $2, 'wrong', 'Apify does not know this token.', now(), now())`,
    [workspaceId, credentialId],
  );
  expect((await getApify(owner)).apify?.check).toMatchObject({ outcome: "wrong" });
});

test("a viewer may not, and what is no actor is refused", async () => {
  const { viewer } = await world.company();
  await expect(saveApify(viewer, { api_token: "x" })).rejects.toMatchObject({ code: "permission.missing" });
  for (const body of [{}, { api_token: "" }, { api_token: "x", actor_id: "https://evil.example/a/b" }])
    expect(SaveApify.safeParse(body).success).toBe(false);
});
