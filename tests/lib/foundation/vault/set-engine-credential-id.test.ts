import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listCredentials } from "@/lib/foundation/vault/list-credentials";
import { setEngineCredentialId } from "@/lib/foundation/vault/set-engine-credential-id";
import { sealCredential } from "@/lib/foundation/vault/seal-credential";
import { createTestWorld, jobCtx, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

const stored = async ({ owner }: Company): Promise<string> =>
  (await sealCredential(owner, { type: "apify", data: { api_token: "token" } })).credential_id;
const engineId = async ({ owner }: Company) => (await listCredentials(owner))[0]?.engine_credential_id;

test("a job records where a credential was put, and that it is gone", async () => {
  const company = await world.company();
  const credentialId = await stored(company);
  await setEngineCredentialId(company.job, { credentialId, engineCredentialId: "abc123" });
  expect(await engineId(company)).toBe("abc123");
  await setEngineCredentialId(company.job, { credentialId, engineCredentialId: null });
  expect(await engineId(company)).toBeNull();
});

test("not a person, not another workspace's job, not an unknown one", async () => {
  const company = await world.company();
  const change = { credentialId: await stored(company), engineCredentialId: "abc123" };
  await expect(setEngineCredentialId(company.owner, change)).rejects.toMatchObject({ code: "credential.sealed" });
  await expect(setEngineCredentialId(company.viewer, change)).rejects.toMatchObject({ code: "permission.missing" });
  await expect(setEngineCredentialId(jobCtx(company.stranger), change)).rejects.toMatchObject({
    code: "credential.not_found",
  });
  await expect(setEngineCredentialId(company.job, { ...change, credentialId: randomUUID() })).rejects.toMatchObject({
    kind: "not_found",
  });
  expect(await engineId(company)).toBeNull();
});
