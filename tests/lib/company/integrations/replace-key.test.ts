import { afterAll, beforeAll, expect, test } from "vitest";
import { listProviders } from "@/lib/company/integrations/list-providers";
import { saveIntegration } from "@/lib/company/integrations/save-integration";
import { useIntegration } from "@/lib/company/integrations/use-integration";
import type { Company } from "../../../factories/test-world";
import { createIntegrationsWorld, GOOD, isFor, REFUSED, SHARED, type IntegrationsWorld } from "./integrations-world";

let world: IntegrationsWorld;
beforeAll(async () => {
  world = await createIntegrationsWorld();
});
afterAll(() => world.close());

const connect = ({ owner, projectId }: Company, token: string) =>
  saveIntegration(owner, { provider: "github", config: { token }, enabled: true, projectId });
const acting = async ({ job, projectId }: Company): Promise<string | undefined> =>
  (await useIntegration(job, { projectId, provider: "github", action: "test:1" })).config?.token;

test("a key that passes its test replaces the old one, and its test is the one that is shown", async () => {
  const company = await world.company();
  await connect(company, GOOD);
  await connect(company, SHARED);
  expect(await acting(company)).toBe(SHARED);
  const { data } = await listProviders(company.owner, { projectId: company.projectId });
  expect(data.find(({ provider }) => provider === "github")).toMatchObject({ test: { verdict: "ok" }, stale: false });
});

test("a key that is refused or cannot be tested leaves the old one in its place", async () => {
  const company = await world.company();
  await connect(company, GOOD);
  const refused = await connect(company, REFUSED).catch((error: unknown) => error);
  expect(refused).toMatchObject({
    kind: "impossible",
    code: "integration.rejected",
    details: { steps: [{ ok: false }] },
  });
  expect(JSON.stringify(refused)).not.toContain(REFUSED);
  world.github.fail(isFor("/user"), "dies");
  await expect(connect(company, SHARED)).rejects.toMatchObject({
    kind: "unavailable",
    code: "integration.unreachable",
  });
  expect(await acting(company)).toBe(GOOD);
  expect(JSON.stringify(await world.ledger(company.workspaceId))).not.toContain(REFUSED);
});

test("the first key is saved without asking, because its provider may be down", async () => {
  const company = await world.company();
  const asked = world.github.calls.length;
  await connect(company, REFUSED);
  expect(await acting(company)).toBe(REFUSED);
  expect(world.github.calls).toHaveLength(asked);
});
