import { afterAll, beforeAll, expect, test } from "vitest";
import { awaitDrained } from "@/lib/operations/governance/await-drained";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("a transaction from before is waited for, five seconds at most; another workspace's is not", async () => {
  const [company, other] = [await world.company(), await world.company()];
  const release = Promise.withResolvers<void>();
  const entered = Promise.withResolvers<void>();
  const before = withTransaction(company.owner, async () => {
    entered.resolve();
    await release.promise;
  });
  await entered.promise;
  await awaitDrained(other.job);
  await expect(awaitDrained(company.job)).rejects.toMatchObject({ code: "freeze.still_running", retryable: true });
  const drained = awaitDrained(company.job);
  release.resolve();
  await before;
  await drained;
});
