import { afterAll, beforeAll, expect, test } from "vitest";
import { listNotifications } from "@/lib/foundation/notifications/list-notifications";
import { notify } from "@/lib/foundation/notifications/notify";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

test("a notification is there when its transaction commits, and not otherwise", async () => {
  const told = { type: "test.told", title: "t".repeat(400), data: { n: 1 } };
  await expect(
    withTransaction(company.owner, async (tx) => {
      await notify(tx, [told]);
      throw new Error("changed my mind");
    }),
  ).rejects.toThrow("changed my mind");
  expect((await listNotifications(company.owner, { limit: 10 })).data).toEqual([]);
  await withTransaction(company.owner, (tx) => notify(tx, [told]));
  expect((await listNotifications(company.owner, { limit: 10 })).data).toMatchObject([
    { type: "test.told", title: "t".repeat(300), data: { n: 1 }, read_at: null },
  ]);
});
