import { randomUUID } from "node:crypto";
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
  // One transaction, one time: the pages must not lose rows that share it.
  await withTransaction(company.owner, (tx) =>
    notify(
      tx,
      Array.from({ length: 5 }, (_, n) => ({ type: "test.told", title: `Number ${n}`, data: {} })),
    ),
  );
});
afterAll(() => world.close());

test("pages by cursor, each notification once", async () => {
  const titles: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listNotifications(company.owner, { limit: 2, cursor });
    expect(page.unread).toBe(5);
    titles.push(...page.data.map(({ title }) => title));
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  expect(titles.toSorted()).toEqual([0, 1, 2, 3, 4].map((n) => `Number ${n}`));
});

test("a viewer may read; another workspace sees nothing; an unknown cursor ends the list", async () => {
  expect((await listNotifications(company.viewer, { limit: 10 })).data).toHaveLength(5);
  expect(await listNotifications(company.stranger, { limit: 10 })).toEqual({ data: [], next_cursor: null, unread: 0 });
  expect((await listNotifications(company.owner, { limit: 10, cursor: randomUUID() })).data).toEqual([]);
});
