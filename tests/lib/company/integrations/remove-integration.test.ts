import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listIntegrations } from "@/lib/company/integrations/list-integrations";
import { removeIntegration } from "@/lib/company/integrations/remove-integration";
import { saveIntegration } from "@/lib/company/integrations/save-integration";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
let ref: { projectId: string; provider: "github" };
beforeAll(async () => {
  world = await createTestWorld({ PROJECT_INTEGRATION_ENCRYPTION_KEY: randomBytes(32).toString("hex") });
  company = await world.company();
  ref = { projectId: company.projectId, provider: "github" };
  await saveIntegration(company.owner, { ...ref, config: { token: "secret" }, enabled: true });
});
afterAll(() => world.close());

const stored = async (): Promise<number> => (await listIntegrations(company.owner, ref)).data.length;

test("a viewer, a stranger and a ledger that cannot be written leave it where it is", async () => {
  await expect(removeIntegration(company.viewer, ref)).rejects.toMatchObject({ code: "permission.missing" });
  await expect(removeIntegration(company.stranger, ref)).rejects.toMatchObject({ code: "integration.not_found" });
  await world.admin.query("revoke insert on project_events from tenant_role");
  await expect(removeIntegration(company.owner, ref)).rejects.toThrow();
  await world.admin.query("grant insert on project_events to tenant_role");
  expect(await stored()).toBe(1);
});

test("it is gone, told and audited; a second time there is none", async () => {
  await removeIntegration(company.owner, ref);
  expect(await stored()).toBe(0);
  expect((await world.ledger(company.workspaceId)).at(-1)).toMatchObject({ event_type: "integration.removed" });
  const { rows } = await world.admin.query(
    "select action from governance_audit_log where workspace_id = $1 order by seq",
    [company.workspaceId],
  );
  expect(rows.at(-1)).toEqual({ action: "integration.removed" });
  await expect(removeIntegration(company.owner, ref)).rejects.toMatchObject({ kind: "not_found" });
});
