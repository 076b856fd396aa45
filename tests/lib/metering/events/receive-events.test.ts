import { afterAll, beforeAll, expect, test } from "vitest";
import { receiveEvents } from "@/lib/metering/events/receive-events";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { anEvent, traces, webhookOf } from "./event-factory";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

test("null means not given, addresses are one whatever their case", async () => {
  const posted = {
    ...anEvent(),
    contact_email: " ADA@Example.COM ",
    step: null,
    campaign: null,
    metadata: null,
    is_test: null,
  };
  expect(await receiveEvents(webhookOf(company), posted)).toMatchObject({ ok: true, deduped: false });
  const { rows } = await world.admin.query("select email from contacts where workspace_id = $1", [company.workspaceId]);
  expect(rows).toEqual([{ email: "ada@example.com" }]);
});

test("every time that ISO 8601 allows is stored as its moment, whatever its offset and its fraction", async () => {
  const times = ["2026-03-01T12:00:00+16:00", "2026-03-01T12:00:00-23:59", `2026-03-01T12:00:00.${"1".repeat(200)}Z`];
  const batch = times.map((event_ts, index) => anEvent({ event_ts, idempotency_key: `odd-${index}` }));
  expect(await receiveEvents(webhookOf(company), batch)).toMatchObject({ accepted: 3, rejected: [] });
  const { rows } = await world.admin.query<{ at: string }>(
    "select to_json(event_ts)#>>'{}' as at from email_events where workspace_id = $1 and idempotency_key like 'odd-%' order by 1",
    [company.workspaceId],
  );
  expect(rows.map(({ at }) => new Date(at).toISOString())).toEqual([
    "2026-02-28T20:00:00.000Z",
    "2026-03-01T12:00:00.111Z",
    "2026-03-02T11:59:00.000Z",
  ]);
});

test("rows that are no events at all are rejected where they stand", async () => {
  const receipt = await receiveEvents(webhookOf(company), [null, anEvent(), "x", []]);
  expect(receipt).toMatchObject({
    accepted: 1,
    rejected: [{ index: 0 }, { index: 2 }, { index: 3, error: "An event must be a JSON object." }],
  });
});

test("a bad single event throws and stores nothing", async () => {
  const before = await traces(world, company);
  await expect(receiveEvents(webhookOf(company), { ...anEvent(), step: 0 })).rejects.toThrow();
  expect(await traces(world, company)).toEqual(before);
});
