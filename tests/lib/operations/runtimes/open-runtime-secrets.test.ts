import { afterAll, beforeAll, expect, test } from "vitest";
import { beginProvisioning } from "@/lib/operations/runtimes/begin-provisioning";
import { openRuntimeSecrets } from "@/lib/operations/runtimes/open-runtime-secrets";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
  await withTransaction(company.job, (tx) => beginProvisioning(tx, { projectId: company.projectId, cause: "payment" }));
});
afterAll(() => world.close());

test("secrets are made once, also when two ask at the same moment, and are the same from then on", async () => {
  const ctx = { ...company.job, projectId: company.projectId };
  const [first, ...others] = await Promise.all(Array.from({ length: 4 }, () => openRuntimeSecrets(ctx)));
  expect(Object.keys(first ?? {}).toSorted()).toEqual(["database_password", "gateway_token", "runtime_key"]);
  expect(new Set(Object.values(first ?? {})).size).toBe(3);
  for (const secrets of [...others, await openRuntimeSecrets(ctx)]) expect(secrets).toEqual(first);
  const { rowCount } = await world.admin.query("select from genesis.vault_secrets where workspace_id = $1", [
    company.workspaceId,
  ]);
  expect(rowCount).toBe(3);
});

test("an owner never sees them", async () => {
  const asked = openRuntimeSecrets({ ...company.owner, projectId: company.projectId });
  await expect(asked).rejects.toMatchObject({ code: "credential.sealed" });
});
