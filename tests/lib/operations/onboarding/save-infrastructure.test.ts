import { afterAll, beforeAll, expect, test } from "vitest";
import { findInfrastructure } from "@/lib/operations/onboarding/find-infrastructure";
import { saveInfrastructure } from "@/lib/operations/onboarding/save-infrastructure";
import { SaveInfrastructure } from "@/lib/operations/onboarding/schemas";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { SCHEDULE, withoutLedger } from "../../outreach/email-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("the schedule is saved and told in the ledger; the same again writes nothing", async () => {
  const { owner, workspaceId } = await world.company();
  expect(await saveInfrastructure(owner, SCHEDULE)).toEqual(SCHEDULE);
  await saveInfrastructure(owner, SCHEDULE);
  expect(await findInfrastructure(owner)).toEqual(SCHEDULE);
  const lines = (await world.ledger(workspaceId)).filter(({ event_type }) => event_type === "schedule.saved");
  expect(lines.map(({ message }) => message)).toEqual([
    "Sending was set to Mon, Tue, Wed, Thu, Fri, 09:00–17:00 (Europe/Berlin), at most 50 a day.",
  ]);
  const always = {
    ...SCHEDULE,
    time_zone: "UTC",
    send_window: { days: [1, 2, 3, 4, 5, 6, 7], from: "00:00", to: "24:00" },
  };
  expect(await saveInfrastructure(owner, always)).toEqual(always);
});

test("the database takes every zone we take, and the window as we write it", async () => {
  const zones = [...Intl.supportedValuesOf("timeZone"), "UTC", "Asia/Kolkata", "America/Argentina/Buenos_Aires"];
  expect(zones.filter((zone) => !SaveInfrastructure.shape.time_zone.safeParse(zone).success)).toEqual([]);
  const { rows } = await world.admin.query<{ zone: string }>(
    `select zone from unnest($1::text[]) zone where zone not in (select name from pg_timezone_names)`,
    [zones],
  );
  expect(rows).toEqual([]);
  const open = await world.admin.query<{ open: boolean }>(
    `select private.window_is_open($1::jsonb, 'UTC', '2026-11-21 23:59:59+00') as open`,
    [JSON.stringify({ days: [6], from: "00:00", to: "24:00" })],
  );
  expect(open.rows).toEqual([{ open: true }]);
});

test("a zone that only the browser knows is refused: nobody could count its days", async () => {
  const { owner } = await world.company();
  const schedule = SaveInfrastructure.parse({ ...SCHEDULE, time_zone: "US/Pacific-New" });
  await expect(saveInfrastructure(owner, schedule)).rejects.toMatchObject({
    kind: "invalid",
    code: "time_zone.unknown",
    details: { field: "time_zone" },
  });
  expect(await findInfrastructure(owner)).toBeNull();
});

test("a stranger's stays theirs, a viewer may not", async () => {
  const { owner, stranger, viewer } = await world.company();
  await saveInfrastructure(stranger, SCHEDULE);
  expect(await findInfrastructure(owner)).toBeNull();
  await expect(saveInfrastructure(viewer, SCHEDULE)).rejects.toMatchObject({ code: "permission.missing" });
  expect(await findInfrastructure(owner)).toBeNull();
});

test("when the ledger cannot be written, nothing is saved", async () => {
  const { owner } = await world.company();
  await expect(withoutLedger(world, () => saveInfrastructure(owner, SCHEDULE))).rejects.toThrow();
  expect(await findInfrastructure(owner)).toBeNull();
});

const window = (change: object) => ({ ...SCHEDULE, send_window: { ...SCHEDULE.send_window, ...change } });

test.each([
  ["time_zone", { ...SCHEDULE, time_zone: "Mars/Olympus" }],
  ["time_zone", { ...SCHEDULE, time_zone: "'; drop table leads --" }],
  ["time_zone", { ...SCHEDULE, time_zone: "CET+1" }],
  ["send_window.days", window({ days: [] })],
  ["send_window.days.0", window({ days: [0] })],
  ["send_window.days.1", window({ days: [1, 8] })],
  ["send_window.from", window({ from: "24:00" })],
  ["send_window.from", window({ from: "9:00" })],
  ["send_window.to", window({ to: "24:01" })],
  ["send_window.to", window({ from: "17:00", to: "17:00" })],
  ["send_window.to", window({ from: "17:00", to: "09:00" })],
  ["send_window", { ...SCHEDULE, send_window: undefined }],
  ["daily_limit", { ...SCHEDULE, daily_limit: 0 }],
  ["daily_limit", { ...SCHEDULE, daily_limit: 10_001 }],
  ["daily_limit", { ...SCHEDULE, daily_limit: 1.5 }],
  ["daily_limit", { ...SCHEDULE, daily_limit: "50" }],
])("%s is refused by name", (name, input) => {
  expect(SaveInfrastructure.safeParse(input).error?.issues[0]?.path.join(".")).toBe(name);
});

test("days are sorted and named once", () => {
  expect(SaveInfrastructure.parse(window({ days: [5, 1, 5] })).send_window.days).toEqual([1, 5]);
});
