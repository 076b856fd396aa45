import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { saveIntegration } from "@/lib/company/integrations/save-integration";
import { useApproved } from "@/lib/company/integrations/use-approved";
import { createIntegrationsWorld, GOOD, SHARED, type IntegrationsWorld } from "./integrations-world";

let world: IntegrationsWorld;
beforeAll(async () => {
  world = await createIntegrationsWorld();
});
afterAll(() => world.close());

test("only the approved account acts; one that was removed and connected again is another", async () => {
  const { owner, job, projectId } = await world.company();
  const shared = { label: "Greenlight’s shared GitHub account", integration: null, shared: true };
  const use = (approved: typeof shared | { label: string; integration: string; shared: boolean }) =>
    useApproved(job, { projectId, provider: "github", action: randomUUID(), approved });
  expect(await use(shared)).toMatchObject({ config: { token: SHARED } });
  const { id } = await saveIntegration(owner, {
    provider: "github",
    config: { token: GOOD, owner: "acme" },
    enabled: true,
    projectId,
  });
  await expect(use(shared)).rejects.toMatchObject({
    kind: "impossible",
    code: "integration.changed",
    message: "It was approved for Greenlight’s shared GitHub account, and acme (your GitHub) would act now.",
  });
  const own = { label: "acme (your GitHub)", integration: id, shared: false };
  expect(await use(own)).toMatchObject({ config: { token: GOOD } });
  await expect(use({ ...own, integration: randomUUID() })).rejects.toMatchObject({ code: "integration.changed" });
});

test("a viewer may not open a key", async () => {
  const { viewer, projectId } = await world.company();
  const approved = { label: "x", integration: null, shared: true };
  const wanted = { projectId, provider: "github", action: randomUUID(), approved } as const;
  await expect(useApproved(viewer, wanted)).rejects.toMatchObject({ code: "permission.missing" });
});
