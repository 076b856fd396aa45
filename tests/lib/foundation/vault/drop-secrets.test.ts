import { afterAll, beforeAll, expect, test } from "vitest";
import { dropSecrets } from "@/lib/foundation/vault/drop-secrets";
import { keepSecret } from "@/lib/foundation/vault/keep-secret";
import { openSecret } from "@/lib/foundation/vault/open-secret";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, jobCtx, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("the named secrets are gone, the others stay; another workspace drops none", async () => {
  const { job, stranger } = await world.company();
  const [first = "", second = ""] = await withTransaction(job, async (tx) => [
    await keepSecret(tx, "one"),
    await keepSecret(tx, "two"),
  ]);
  await withTransaction(jobCtx(stranger), (tx) => dropSecrets(tx, [first, second]));
  expect(await openSecret(job, first)).toBe("one");
  await withTransaction(job, (tx) => dropSecrets(tx, [first]));
  await expect(openSecret(job, first)).rejects.toMatchObject({ code: "vault.no_such_secret" });
  await withTransaction(job, (tx) => dropSecrets(tx, []));
  expect(await openSecret(job, second)).toBe("two");
});
