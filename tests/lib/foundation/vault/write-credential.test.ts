import { afterAll, beforeAll, expect, test } from "vitest";
import { withTransaction } from "@/lib/platform/transaction";
import { listCredentials } from "@/lib/foundation/vault/list-credentials";
import { writeCredential } from "@/lib/foundation/vault/write-credential";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("it is part of the caller's transaction", async () => {
  const { owner } = await world.company();
  const credential = { type: "apify", name: "Apify", data: { api_token: "token" } } as const;
  const failing = withTransaction(owner, async (tx) => {
    await writeCredential(tx, credential);
    throw new Error("later");
  });
  await expect(failing).rejects.toThrow("later");
  expect(await listCredentials(owner)).toEqual([]);
  await withTransaction(owner, (tx) => writeCredential(tx, credential));
  expect(await listCredentials(owner)).toMatchObject([{ type: "apify", name: "Apify" }]);
});
