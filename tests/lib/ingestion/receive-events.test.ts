import { afterAll, beforeAll, expect, test } from "vitest";
import { receiveEvents } from "@/lib/ingestion/receive-events";
import { createTestWorld, type Company, type TestWorld } from "../../factories/test-world";
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
