import { afterAll, beforeAll, expect, test } from "vitest";
import { allowFallback } from "@/lib/company/integrations/allow-fallback";
import { listProviders } from "@/lib/company/integrations/list-providers";
import { createIntegrationsWorld, type IntegrationsWorld } from "./integrations-world";

let world: IntegrationsWorld;
beforeAll(async () => {
  world = await createIntegrationsWorld();
});
afterAll(() => world.close());

test("the decision is shown, told in the ledger and written into the audit log", async () => {
  const { owner, workspaceId, projectId } = await world.company();
  await allowFallback(owner, { projectId, provider: "github", allowed: false });
  const { data } = await listProviders(owner, { projectId });
  expect(data.find(({ provider }) => provider === "github")).toMatchObject({
    fallback_allowed: false,
    account: null,
    reason: expect.stringContaining("shared account is not allowed"),
  });
  expect((await world.ledger(workspaceId)).at(-1)).toMatchObject({
    event_type: "integration.fallback_changed",
    message: "Greenlight’s shared account may no longer act for github.",
  });
  const { rows } = await world.admin.query(
    "select action from governance_audit_log where workspace_id = $1 order by seq",
    [workspaceId],
  );
  expect(rows.at(-1)).toEqual({ action: "integration.fallback_changed" });
});

test("a viewer may not decide, a stranger's company is not here, and nothing is stored without its ledger line", async () => {
  const { owner, viewer, stranger, projectId } = await world.company();
  const wanted = { projectId, provider: "github", allowed: false } as const;
  await expect(allowFallback(viewer, wanted)).rejects.toMatchObject({ code: "permission.missing" });
  await expect(allowFallback(stranger, wanted)).rejects.toThrow();
  await world.admin.query("revoke insert on project_events from tenant_role");
  await expect(allowFallback(owner, wanted)).rejects.toThrow();
  await world.admin.query("grant insert on project_events to tenant_role");
  const { rows } = await world.admin.query("select * from project_integration_states where project_id = $1", [
    projectId,
  ]);
  expect(rows).toEqual([]);
});
