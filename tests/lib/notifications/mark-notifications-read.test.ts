import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { listNotifications } from "@/lib/notifications/list-notifications";
import { markNotificationsRead } from "@/lib/notifications/mark-notifications-read";
import { notify } from "@/lib/notifications/notify";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../factories/test-world";

let world: TestWorld;
let company: Company;
let ids: string[];
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
  await withTransaction(company.owner, (tx) =>
    notify(
      tx,
      [1, 2, 3].map((n) => ({ type: "test.told", title: `Number ${n}`, data: {} })),
    ),
  );
  ids = (await listNotifications(company.owner, { limit: 10 })).data.map(({ id }) => id);
});
afterAll(() => world.close());

const unread = async (): Promise<number> => (await listNotifications(company.owner, { limit: 1 })).unread;

test("marks those named, then the rest; again changes nothing", async () => {
  expect(await markNotificationsRead(company.owner, { ids: ids.slice(0, 1) })).toEqual({ marked: 1 });
  expect(await markNotificationsRead(company.owner, { ids: ids.slice(0, 1) })).toEqual({ marked: 0 });
  expect((await listNotifications(company.owner, { limit: 10, unread: true })).data).toHaveLength(2);
  expect(await markNotificationsRead(company.owner, {})).toEqual({ marked: 2 });
  expect(await unread()).toBe(0);
});

test("another workspace's notifications stay unread, and a viewer may not", async () => {
  expect(await markNotificationsRead(company.stranger, { ids })).toEqual({ marked: 0 });
  await expect(markNotificationsRead(company.viewer, { ids })).rejects.toMatchObject({ code: "permission.missing" });
  expect(await unread()).toBe(3);
});
