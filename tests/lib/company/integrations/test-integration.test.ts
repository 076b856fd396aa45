import { afterAll, beforeAll, expect, test } from "vitest";
import { listProviders } from "@/lib/company/integrations/list-providers";
import { saveIntegration } from "@/lib/company/integrations/save-integration";
import { testIntegration } from "@/lib/company/integrations/test-integration";
import type { ProviderState } from "@/lib/company/integrations/schemas";
import type { Company } from "../../../factories/test-world";
import { createIntegrationsWorld, GOOD, isFor, REFUSED, type IntegrationsWorld } from "./integrations-world";

let world: IntegrationsWorld;
beforeAll(async () => {
  world = await createIntegrationsWorld();
});
afterAll(() => world.close());

const connect = ({ owner, projectId }: Company, token: string): Promise<unknown> =>
  saveIntegration(owner, { provider: "github", config: { token }, enabled: true, projectId });
const state = async ({ owner, projectId }: Company, ctx = owner): Promise<ProviderState | undefined> =>
  (await listProviders(ctx, { projectId })).data.find(({ provider }) => provider === "github");

test("a working key passes step by step, is kept with its time and told in the ledger", async () => {
  const company = await world.company();
  await connect(company, GOOD);
  const asked = world.github.calls.length;
  const test = await testIntegration(company.owner, { projectId: company.projectId, provider: "github" });
  expect(test).toMatchObject({
    verdict: "ok",
    steps: [{ name: "Token", ok: true, observed: "Signed in as acme-bot.", fix: null }],
  });
  expect(await state(company)).toMatchObject({ stale: false, test });
  expect((await world.ledger(company.workspaceId)).at(-1)).toMatchObject({ event_type: "integration.tested" });
  // Nothing but questions reached the vendor, each as it describes them.
  expect(world.github.calls.slice(asked).map(({ method }) => method)).toEqual(["GET"]);
  expect(world.github.violations).toEqual([]);
});

test("a refused key and a vendor that is away are two verdicts, and neither answer repeats the key", async () => {
  const company = await world.company();
  const ref = { projectId: company.projectId, provider: "github" } as const;
  await connect(company, REFUSED);
  const refused = await testIntegration(company.owner, ref);
  expect(refused).toMatchObject({ verdict: "rejected", steps: [{ ok: false, observed: "GitHub answered 401." }] });
  // The company's own account is the one that acts, and it is not replaced by another.
  expect(await state(company)).toMatchObject({ account: { source: "own" }, test: { verdict: "rejected" } });
  for (const fault of ["dies", 500, 429] as const) {
    world.github.fail(isFor("/user"), fault);
    expect(await testIntegration(company.owner, ref)).toMatchObject({ verdict: "unreachable" });
  }
  const { rows } = await world.admin.query("select * from project_integration_states where project_id = $1", [
    company.projectId,
  ]);
  expect(rows).toHaveLength(1);
  expect(JSON.stringify([refused, rows, await world.ledger(company.workspaceId)])).not.toContain(REFUSED);
});

test("a test is stale after a day, and forgotten when another key takes the place of the tested one", async () => {
  const company = await world.company();
  await connect(company, GOOD);
  await testIntegration(company.owner, { projectId: company.projectId, provider: "github" });
  const later = (hours: number) => ({ ...company.owner, now: () => new Date(Date.now() + hours * 3_600_000) });
  expect(await state(company, later(23))).toMatchObject({ stale: false });
  expect(await state(company, later(25))).toMatchObject({ stale: true });
  await saveIntegration(company.owner, { provider: "github", enabled: false, projectId: company.projectId });
  expect(await state(company)).toMatchObject({ test: null, account: { source: "shared" } });
});

test("the test of a stand-in says that it needs no key", async () => {
  const { owner, projectId } = await world.company();
  expect(await testIntegration(owner, { projectId, provider: "vercel" })).toMatchObject({ verdict: "ok" });
});

test("a viewer and a stranger may not, and nothing is stored", async () => {
  const { viewer, stranger, projectId } = await world.company();
  const ref = { projectId, provider: "github" } as const;
  await expect(testIntegration(viewer, ref)).rejects.toMatchObject({ code: "permission.missing" });
  await expect(testIntegration(stranger, ref)).rejects.toThrow();
  const { rows } = await world.admin.query("select * from project_integration_states where project_id = $1", [
    projectId,
  ]);
  expect(rows).toEqual([]);
});
