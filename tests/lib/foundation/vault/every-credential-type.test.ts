import { afterAll, beforeAll, expect, test } from "vitest";
import { resealCredentials } from "@/lib/foundation/vault/reseal-credentials";
import { revealCredential } from "@/lib/foundation/vault/reveal-credential";
import { CREDENTIAL_DATA, type CredentialDataOf, type CredentialType } from "@/lib/foundation/vault/schemas";
import { cipherUnder, keyId, keysAt } from "../../../factories/sealed-rows";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

const SERVER = { host: "mail.example.com", port: 465, secure: true, user: "jo@example.com", password: "pass word" };
const CLIENT = { client_id: "id", client_secret: "secret", refresh_token: "refresh" };
/** A type that is new does not compile without a line here. */
const SAMPLES: { [T in CredentialType]: CredentialDataOf<T> } = {
  smtp: SERVER,
  imap: SERVER,
  google_oauth2: CLIENT,
  gmail: { address: "jo@example.com", refresh_token: "refresh" },
  openai_api: { api_key: "key" },
  anthropic_api: { api_key: "key", base_url: "https://models.example.com" },
  google_sheets: CLIENT,
  google_cse: { api_key: "key", cx: "engine" },
  apify: { api_token: "token", actor_id: "me/reviews" },
  relevance_config: {
    auth_token: "token",
    base_url: "https://api-bcbe5a.stack.tryrelevance.com/latest",
    project_id: "project",
    studio_id: "tool",
  },
};
const TYPES = Object.keys(CREDENTIAL_DATA) as CredentialType[];

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld(keysAt("current"));
  company = await world.company();
  const { encrypt } = await cipherUnder("oldest");
  for (const type of TYPES)
    await world.admin.query(
      'insert into genesis.credential_store (workspace_id, type, name, masked, data_encrypted) values ($1, $2, $2, \'{"preview": "x"}\', $3)',
      [company.workspaceId, type, encrypt(company.workspaceId, JSON.stringify(SAMPLES[type]))],
    );
  await resealCredentials(world.system());
});
afterAll(() => world.close());

test.each(TYPES)("%s is the same after its key was rotated, sealed under the new one", async (type) => {
  const { rows } = await world.admin.query<{ id: string; sealed: string }>(
    "select id, data_encrypted as sealed from genesis.credential_store where workspace_id = $1 and type = $2",
    [company.workspaceId, type],
  );
  expect(rows[0]?.sealed.split(".")[1]).toBe(keyId("current"));
  expect(await revealCredential(company.job, { credentialId: rows[0]?.id ?? "", type })).toEqual(SAMPLES[type]);
});
