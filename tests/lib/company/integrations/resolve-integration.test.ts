import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { resolveIntegration } from "@/lib/company/integrations/resolve-integration";
import { saveIntegration } from "@/lib/company/integrations/save-integration";
import { encrypt } from "@/lib/foundation/vault/cipher";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

const OWN = { provider: "vercel", config: { token: "companys-own" }, enabled: true } as const;

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({
    PROJECT_INTEGRATION_ENCRYPTION_KEY: randomBytes(32).toString("hex"),
    VERCEL_TOKEN: "installations-own",
    META_ACCESS_TOKEN: "installations-meta",
    RESEND_API_KEY: "re_installation",
    EMAIL_DOMAIN: "mail.example.com",
  });
});
afterAll(() => world.close());

test("a company's own account, else the installation's, else none", async () => {
  const { owner, job, projectId } = await world.company();
  const globally = { source: "global", config: { token: "installations-own" } };
  expect(await resolveIntegration(job, projectId, "vercel")).toEqual(globally);
  await saveIntegration(owner, { ...OWN, projectId });
  expect(await resolveIntegration(job, projectId, "vercel")).toEqual({ source: "project", config: OWN.config });
  await saveIntegration(owner, { provider: "vercel", enabled: false, projectId });
  expect(await resolveIntegration(job, projectId, "vercel")).toEqual(globally);
  expect(await resolveIntegration(job, projectId, "github")).toBeNull();
  expect(await resolveIntegration(job, projectId, "meta")).toMatchObject({
    config: { access_token: "installations-meta" },
  });
  expect(await resolveIntegration(job, projectId, "resend")).toEqual({
    source: "global",
    config: { api_key: "re_installation", domain: "mail.example.com" },
  });
});

test("only a job sees it, and only of its own workspace", async () => {
  const [here, there] = [await world.company(), await world.company()];
  await saveIntegration(here.owner, { ...OWN, projectId: here.projectId });
  const sealed = { kind: "forbidden", code: "integration.sealed" };
  await expect(resolveIntegration(here.owner, here.projectId, "vercel")).rejects.toMatchObject(sealed);
  expect(await resolveIntegration(there.job, here.projectId, "vercel")).toMatchObject({ source: "global" });
});

test("a configuration stored in an older shape is reported as incomplete, without quoting it", async () => {
  const { owner, job, workspaceId, projectId } = await world.company();
  await saveIntegration(owner, { ...OWN, projectId });
  await world.admin.query("update project_integrations set config_encrypted = $1 where project_id = $2", [
    encrypt(workspaceId, JSON.stringify({ api_token: "older-secret" }), "integrations"),
    projectId,
  ]);
  const error: unknown = await resolveIntegration(job, projectId, "vercel").catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ kind: "impossible", code: "integration.incomplete" });
  expect(JSON.stringify(error)).not.toContain("older-secret");
});
