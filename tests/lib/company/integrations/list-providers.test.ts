import { afterAll, beforeAll, expect, test } from "vitest";
import { listProviders } from "@/lib/company/integrations/list-providers";
import { saveIntegration } from "@/lib/company/integrations/save-integration";
import { createIntegrationsWorld, GOOD, SHARED, type IntegrationsWorld } from "./integrations-world";

let world: IntegrationsWorld;
beforeAll(async () => {
  world = await createIntegrationsWorld();
});
afterAll(() => world.close());

test("every provider is listed with the account that acts until the company connects its own, without a key", async () => {
  const { owner, viewer, projectId } = await world.company();
  await saveIntegration(owner, {
    provider: "vercel",
    config: { token: GOOD, team_id: "team_1" },
    enabled: true,
    projectId,
  });
  const { data } = await listProviders(viewer, { projectId });
  expect(data.map(({ provider, account }) => [provider, account?.label ?? null])).toEqual([
    ["resend", "Built-in outbox of this machine"],
    ["meta", null],
    ["github", "Greenlight’s shared GitHub account"],
    ["vercel", "team_1 (your Vercel)"],
  ]);
  expect(data.find(({ provider }) => provider === "meta")?.reason).toMatch(/^Meta is not connected/);
  const shown = JSON.stringify(data);
  expect([shown.includes(GOOD), shown.includes(SHARED)]).toEqual([false, false]);
});
