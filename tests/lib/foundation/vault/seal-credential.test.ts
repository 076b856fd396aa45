import { afterAll, beforeAll, expect, test } from "vitest";
import { listCredentials } from "@/lib/foundation/vault/list-credentials";
import { SealCredential } from "@/lib/foundation/vault/schemas";
import { sealCredential } from "@/lib/foundation/vault/seal-credential";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

const KEY = "sk-test-0123456789abcdef";
const openai = { type: "openai_api", name: "Our key", data: { api_key: KEY } } as const;

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("it is stored sealed, shown masked, and told in the ledger without its data", async () => {
  const { owner, workspaceId } = await world.company();
  const stored = await sealCredential(owner, openai);
  expect(stored).toMatchObject({
    type: "openai_api",
    name: "Our key",
    masked: { preview: "•••cdef" },
    engine_credential_id: null,
  });
  const line = (await world.ledger(workspaceId)).at(-1);
  expect(line).toMatchObject({ event_type: "credential.stored", message: "Credential “Our key” was saved (•••cdef)." });
  const { rows } = await world.admin.query("select * from genesis.credential_store where workspace_id = $1", [
    workspaceId,
  ]);
  const audit = await world.admin.query("select * from governance_audit_log where workspace_id = $1 order by seq", [
    workspaceId,
  ]);
  expect(audit.rows.at(-1)).toMatchObject({
    action: "credential.saved",
    target_id: stored.credential_id,
    after: { type: "openai_api", name: "Our key", preview: "•••cdef" },
  });
  expect(JSON.stringify(audit.rows)).not.toContain(KEY);
  expect(JSON.stringify([rows, await world.ledger(workspaceId)])).not.toContain(KEY);
});

test("the same type and name is replaced; the same secret is sealed differently in another workspace", async () => {
  const [here, there] = [await world.company(), await world.company()];
  const first = await sealCredential(here.owner, openai);
  const again = await sealCredential(here.owner, { ...openai, data: { api_key: "short" } });
  expect(again).toMatchObject({ credential_id: first.credential_id, masked: { preview: "•••" } });
  expect(await listCredentials(here.owner)).toHaveLength(1);
  await sealCredential(there.owner, openai);
  expect(await listCredentials(there.owner)).toHaveLength(1);
});

test("a viewer may not, and a stranger's is not ours", async () => {
  const { owner, viewer, stranger } = await world.company();
  await expect(sealCredential(viewer, openai)).rejects.toMatchObject({ code: "permission.missing" });
  await sealCredential(stranger, openai);
  expect(await listCredentials(owner)).toEqual([]);
});

test("when the ledger cannot be written, nothing is stored", async () => {
  const { owner } = await world.company();
  await world.admin.query("revoke insert on project_events from tenant_role");
  await expect(sealCredential(owner, openai)).rejects.toThrow();
  await world.admin.query("grant insert on project_events to tenant_role");
  expect(await listCredentials(owner)).toEqual([]);
});

test.each([
  ["data.api_key", { type: "openai_api", data: {} }],
  ["data.api_key", { type: "apify_", data: {} }],
  ["data.api_token", { type: "apify", data: { api_token: "line\nbreak-secret" } }],
  [
    "data.base_url",
    {
      type: "relevance_config",
      data: { auth_token: "secret", base_url: "http://x.example", project_id: "p", studio_id: "s" },
    },
  ],
  ["name", { type: "apify", name: "", data: { api_token: "secret" } }],
])("%s of %j is refused without repeating a secret", (_field, input) => {
  const { error } = SealCredential.safeParse(input);
  expect(error).toBeDefined();
  expect(JSON.stringify(error)).not.toContain("secret");
});
