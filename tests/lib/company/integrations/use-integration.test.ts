import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { saveIntegration } from "@/lib/company/integrations/save-integration";
import { useIntegration } from "@/lib/company/integrations/use-integration";
import { createIntegrationsWorld, GOOD, SHARED, type IntegrationsWorld } from "./integrations-world";

let world: IntegrationsWorld;
beforeAll(async () => {
  world = await createIntegrationsWorld();
});
afterAll(() => world.close());

const fallbacks = async (workspaceId: string): Promise<unknown[]> =>
  (await world.ledger(workspaceId)).filter(({ event_type }) => event_type === "integration.fallback_used");

test("the shared account is told in the ledger once for each action, however often it is attempted", async () => {
  const { job, workspaceId, projectId } = await world.company();
  const [one, other] = [randomUUID(), randomUUID()];
  const use = (action: string) => useIntegration(job, { projectId, provider: "github", action });
  await Promise.all([use(one), use(one), use(one)]);
  expect(await use(one)).toMatchObject({ config: { token: SHARED } });
  await use(other);
  const told = await fallbacks(workspaceId);
  expect(told).toHaveLength(2);
  expect(told[0]).toMatchObject({
    message: "Greenlight’s shared GitHub account acted for this company, because github is not connected.",
  });
  expect(JSON.stringify(told)).not.toContain(SHARED);
});

test("a company's own account and what is built in are no fallback", async () => {
  const { owner, job, workspaceId, projectId } = await world.company();
  await saveIntegration(owner, { provider: "github", config: { token: GOOD }, enabled: true, projectId });
  await useIntegration(job, { projectId, provider: "github", action: randomUUID() });
  await useIntegration(job, { projectId, provider: "vercel", action: randomUUID() });
  expect(await fallbacks(workspaceId)).toEqual([]);
});

test("a viewer may not open a key, and nothing is noted when the ledger cannot be written", async () => {
  const { viewer, job, projectId } = await world.company();
  const wanted = { projectId, provider: "github", action: randomUUID() } as const;
  await expect(useIntegration(viewer, wanted)).rejects.toMatchObject({ code: "permission.missing" });
  await world.admin.query("revoke insert on project_events from tenant_role");
  await expect(useIntegration(job, wanted)).rejects.toThrow();
  await world.admin.query("grant insert on project_events to tenant_role");
  const { rows } = await world.admin.query("select * from project_integration_uses where project_id = $1", [projectId]);
  expect(rows).toEqual([]);
});
