import { afterAll, beforeAll, expect, test } from "vitest";
import { keepSecret } from "@/lib/foundation/vault/keep-secret";
import { openSecret } from "@/lib/foundation/vault/open-secret";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

test("a secret is stored sealed, and its reference says nothing of it", async () => {
  const reference = await withTransaction(company.job, (tx) => keepSecret(tx, "a plain secret"));
  expect(reference).toMatch(/^vault:\/\/[0-9a-f-]{36}$/);
  const { rows } = await world.admin.query<{ sealed: string }>(
    "select data_encrypted as sealed from genesis.vault_secrets where workspace_id = $1",
    [company.workspaceId],
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.sealed).toMatch(/^v1\.[0-9a-f]{8}\./);
  expect(rows[0]?.sealed).not.toContain("a plain secret");
  expect(await openSecret(company.job, reference)).toBe("a plain secret");
});

test("a transaction that fails keeps nothing", async () => {
  const before = await world.admin.query("select from genesis.vault_secrets");
  const failing = withTransaction(company.job, async (tx) => {
    await keepSecret(tx, "never kept");
    throw new Error("later in the transaction");
  });
  await expect(failing).rejects.toThrow("later in the transaction");
  expect((await world.admin.query("select from genesis.vault_secrets")).rowCount).toBe(before.rowCount);
});
