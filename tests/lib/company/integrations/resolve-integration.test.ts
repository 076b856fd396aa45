import { afterAll, beforeAll, expect, test } from "vitest";
import { allowFallback } from "@/lib/company/integrations/allow-fallback";
import { resolveIntegration } from "@/lib/company/integrations/resolve-integration";
import { saveIntegration } from "@/lib/company/integrations/save-integration";
import { testIntegration } from "@/lib/company/integrations/test-integration";
import type { IntegrationProvider } from "@/lib/company/integrations/schemas";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { Company } from "../../../factories/test-world";
import { createIntegrationsWorld, GOOD, REFUSED, SHARED, type IntegrationsWorld } from "./integrations-world";

let world: IntegrationsWorld;
beforeAll(async () => {
  world = await createIntegrationsWorld();
});
afterAll(() => world.close());

const resolve = ({ owner, projectId }: Company, provider: IntegrationProvider = "github") =>
  withReadTransaction(owner, (tx) => resolveIntegration(tx, { projectId, provider }));
const connect = ({ owner, projectId }: Company, token: string, enabled = true) =>
  saveIntegration(owner, { provider: "github", config: { token, owner: "acme" }, enabled, projectId });

test("the company's own account acts while it is switched on, and the installation's otherwise", async () => {
  const company = await world.company();
  expect(await resolve(company)).toMatchObject({
    config: { token: SHARED },
    account: { source: "shared", shared: true, integrationId: null, label: "Greenlight’s shared GitHub account" },
  });
  const { id } = await connect(company, GOOD);
  expect(await resolve(company)).toMatchObject({
    config: { token: GOOD },
    account: { source: "own", shared: false, integrationId: id, label: "acme (your GitHub)" },
  });
  await saveIntegration(company.owner, { provider: "github", enabled: false, projectId: company.projectId });
  expect(await resolve(company)).toMatchObject({ account: { source: "shared" } });
});

test("a key that the provider refuses is never replaced by the shared one", async () => {
  const company = await world.company();
  await connect(company, REFUSED);
  expect(await resolve(company)).toMatchObject({ config: { token: REFUSED } });
  await testIntegration(company.owner, { projectId: company.projectId, provider: "github" });
  await expect(resolve(company)).rejects.toMatchObject({
    kind: "impossible",
    code: "integration.failed",
    message: expect.stringContaining("Make a new fine-grained token"),
  });
});

test("a founder's word against the shared account is kept, and taken back", async () => {
  const company = await world.company();
  const ref = { projectId: company.projectId, provider: "github" } as const;
  await allowFallback(company.owner, { ...ref, allowed: false });
  await expect(resolve(company)).rejects.toMatchObject({ kind: "impossible", code: "integration.missing" });
  await connect(company, GOOD);
  expect(await resolve(company)).toMatchObject({ account: { source: "own" } });
  await saveIntegration(company.owner, { provider: "github", enabled: false, projectId: company.projectId });
  await expect(resolve(company)).rejects.toMatchObject({ code: "integration.missing" });
  await allowFallback(company.owner, { ...ref, allowed: true });
  expect(await resolve(company)).toMatchObject({ account: { source: "shared" } });
});

test("without any account this machine stands in where it can, and says what is missing where it cannot", async () => {
  const company = await world.company();
  expect(await resolve(company, "vercel")).toMatchObject({
    config: null,
    account: { source: "built_in", shared: false },
  });
  await expect(resolve(company, "meta")).rejects.toMatchObject({
    code: "integration.missing",
    message: expect.stringContaining("Meta is not connected"),
  });
});

test("another company's account is not found from here", async () => {
  const [mine, theirs] = [await world.company(), await world.company()];
  await connect(theirs, GOOD);
  const crossed = { ...mine, projectId: theirs.projectId };
  expect(await resolve(crossed)).toMatchObject({ account: { source: "shared" } });
});
