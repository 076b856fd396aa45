import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listIntegrations } from "@/lib/company/integrations/list-integrations";
import { maskIntegration } from "@/lib/company/integrations/mask-integration";
import { saveIntegration } from "@/lib/company/integrations/save-integration";
import { SaveIntegration } from "@/lib/company/integrations/schemas";
import { decrypt } from "@/lib/foundation/vault/cipher";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

const SECRET = "ghp_0123456789abcdefWXYZ";
const github = { provider: "github", config: { token: SECRET, owner: "acme" }, enabled: true } as const;

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ PROJECT_INTEGRATION_ENCRYPTION_KEY: randomBytes(32).toString("hex") });
});
afterAll(() => world.close());

const audited = async (workspaceId: string): Promise<unknown[]> =>
  (
    await world.admin.query(
      "select action, target_id, before, after from governance_audit_log where workspace_id = $1 order by seq",
      [workspaceId],
    )
  ).rows;
const data = async (ctx: Parameters<typeof listIntegrations>[0], projectId: string): Promise<unknown[]> =>
  (await listIntegrations(ctx, { projectId })).data;

test("it is stored sealed, shown masked, told in the ledger and written into the audit log, without its secret", async () => {
  const { owner, workspaceId, projectId } = await world.company();
  expect(await saveIntegration(owner, { ...github, projectId })).toMatchObject({
    provider: "github",
    enabled: true,
    masked: { preview: "acme · •••WXYZ", owner: "acme" },
  });
  const lines = await world.ledger(workspaceId);
  expect(lines.at(-1)).toMatchObject({
    event_type: "integration.saved",
    message: "The integration github was saved (acme · •••WXYZ).",
  });
  const audit = await audited(workspaceId);
  expect(audit.at(-1)).toMatchObject({
    action: "integration.saved",
    target_id: `${projectId}/github`,
    before: null,
    after: { enabled: true, preview: "acme · •••WXYZ" },
  });
  const { rows } = await world.admin.query("select * from project_integrations where project_id = $1", [projectId]);
  expect(rows).toHaveLength(1);
  expect(JSON.stringify([rows, lines, audit])).not.toContain(SECRET);
});

test("without a config only the switch moves", async () => {
  const { owner, workspaceId, projectId } = await world.company();
  await saveIntegration(owner, { ...github, projectId });
  const off = await saveIntegration(owner, { provider: "github", enabled: false, projectId });
  expect(off).toMatchObject({ enabled: false, masked: { preview: "acme · •••WXYZ" } });
  expect(await data(owner, projectId)).toEqual([off]);
  expect((await audited(workspaceId)).at(-1)).toMatchObject({ before: { enabled: true }, after: { enabled: false } });
  await saveIntegration(owner, { provider: "github", enabled: true, projectId });
  const { rows } = await world.admin.query<{ sealed: string }>(
    "select config_encrypted as sealed from project_integrations where project_id = $1",
    [projectId],
  );
  expect(JSON.parse(decrypt(workspaceId, rows[0]?.sealed ?? "", "integrations"))).toEqual(github.config);
});

test("nothing stored cannot be switched", async () => {
  const { owner, projectId } = await world.company();
  await expect(saveIntegration(owner, { provider: "meta", enabled: false, projectId })).rejects.toMatchObject({
    kind: "not_found",
    code: "integration.not_found",
  });
});

test("a viewer may not; another workspace's company is not here", async () => {
  const { owner, viewer, stranger, projectId } = await world.company();
  const denied = { code: "permission.missing" };
  await expect(saveIntegration(viewer, { ...github, projectId })).rejects.toMatchObject(denied);
  const absent = { kind: "not_found", code: "project.not_found" };
  await expect(saveIntegration(stranger, { ...github, projectId })).rejects.toMatchObject(absent);
  expect(await data(owner, projectId)).toEqual([]);
  expect(await data(stranger, projectId)).toEqual([]);
});

test("when the ledger or the audit log cannot be written, nothing is stored", async () => {
  const { owner, projectId } = await world.company();
  for (const table of ["project_events", "governance_audit_log"]) {
    await world.admin.query(`revoke insert on ${table} from tenant_role`);
    await expect(saveIntegration(owner, { ...github, projectId })).rejects.toThrow();
    await world.admin.query(`grant insert on ${table} to tenant_role`);
    expect(await data(owner, projectId)).toEqual([]);
  }
});

test.each([
  ["resend", { api_key: "re_0123456789abcdefWXYZ", domain: "mail.acme.example" }, "mail.acme.example · •••WXYZ"],
  ["meta", { access_token: "0123456789abcdefWXYZ", ad_account_id: "act_1", page_id: "2" }, "act_1 · 2 · •••WXYZ"],
  ["github", { token: "short" }, "•••"],
  ["vercel", { token: "0123456789abcdefWXYZ", team_id: "team_1" }, "team_1 · •••WXYZ"],
])("%s is shown as %j → %s", (provider, config, preview) => {
  const { enabled: _, ...saved } = SaveIntegration.parse({ provider, config });
  expect(maskIntegration(saved as Parameters<typeof maskIntegration>[0])).toEqual({
    ...Object.fromEntries(Object.entries(config).filter(([name]) => !/key|token/.test(name))),
    preview,
  });
});

test.each([
  ["resend", { api_key: "sk_secret" }, "config.api_key"],
  ["resend", { api_key: "re_secret", domain: "not a domain" }, "config.domain"],
  ["meta", { access_token: "line\nbreak-secret" }, "config.access_token"],
  ["github", {}, "config.token"],
  ["github", { token: "secret", owner: "../x" }, "config.owner"],
  ["vercel", { token: "secret", tema_id: "typo" }, "config"],
  ["vercel", { token: `secret${"x".repeat(2000)}` }, "config.token"],
])("%s with %j is refused at %s, without repeating a secret", (provider, config, field) => {
  const { error } = SaveIntegration.safeParse({ provider, config });
  expect(error?.issues.map(({ path }) => path.join("."))).toEqual([field]);
  expect(JSON.stringify(error)).not.toContain("secret");
});
