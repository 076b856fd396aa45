import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { listNotifications } from "@/lib/foundation/notifications/list-notifications";
import { markNotificationsRead } from "@/lib/foundation/notifications/mark-notifications-read";
import { MarkNotificationsRead } from "@/lib/foundation/notifications/schemas";
import { notify } from "@/lib/foundation/notifications/notify";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

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

test("all up to a moment: what arrives after it, nobody has seen", async () => {
  const [seen] = (await listNotifications(company.owner, { limit: 1 })).data;
  await withTransaction(company.owner, (tx) => notify(tx, [{ type: "test.told", title: "Arrived since", data: {} }]));
  expect(await markNotificationsRead(company.owner, { until: seen!.created_at })).toEqual({ marked: 3 });
  expect((await listNotifications(company.owner, { limit: 10, unread: true })).data).toMatchObject([
    { title: "Arrived since" },
  ]);
});

test.each(["0000-01-01T00:00:00Z", "yesterday", "2026-02-30T00:00:00Z"])("no moment: %s", (until) => {
  expect(MarkNotificationsRead.safeParse({ until }).success).toBe(false);
});

test("a moment is taken as exactly as the list writes it", () => {
  const until = "2026-11-22T09:00:00.123456789012Z";
  expect(MarkNotificationsRead.parse({ until })).toEqual({ until: "2026-11-22T09:00:00.123Z" });
});

test("another workspace's notifications stay unread, and a viewer may not", async () => {
  expect(await markNotificationsRead(company.stranger, { ids })).toEqual({ marked: 0 });
  await expect(markNotificationsRead(company.viewer, { ids })).rejects.toMatchObject({ code: "permission.missing" });
  expect(await unread()).toBe(3);
});
