import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { receiverOf } from "@/lib/metering/website/record-kind";
import { keyOf, type InProject } from "@/lib/metering/website/store";
import { defineEvent } from "@/lib/platform/contracts";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
});
afterAll(() => world.close());

const Noted = defineEvent("test.noted", z.object({ note: z.string() }), ({ note }) => note);
const Report = z.object({ event_id: z.string(), note: z.string() });

type Report = z.infer<typeof Report>;

/** A kind of which some ids are stored already; `kpiOf` says what each new one counts as. */
const receive = (known: readonly string[], kpiOf: (event: Report) => string) =>
  receiverOf({
    schema: Report,
    insert: (_: unknown, events: readonly InProject<Report>[]) =>
      Promise.resolve(
        new Map(
          events.filter(({ event_id }) => !known.includes(event_id)).map((event) => [keyOf(event), "2026-11-21"]),
        ),
      ),
    kpiOf: (event) => ({ name: kpiOf(event), currency: "", amountCents: 0 }),
    toLine: ({ note }: Report, projectId) => ({ event: Noted, payload: { note }, projectId }),
  });

async function lines(): Promise<string[]> {
  const { rows } = await world.admin.query<{ note: string }>(
    "select data ->> 'note' as note from project_events where project_id = $1 and event_type = 'test.noted' order by 1",
    [company.projectId],
  );
  return rows.map(({ note }) => note);
}

const BODY = [
  { event_id: "a", note: "first" },
  { event_id: "a", note: "again" },
  { event_id: "b", note: "other" },
  { event_id: "known", note: "stored before" },
];

async function counted(): Promise<Record<string, number>> {
  const { rows } = await world.admin.query<{ name: string; events: number }>(
    "select name, events from project_daily_kpis where project_id = $1 order by name",
    [company.projectId],
  );
  return Object.fromEntries(rows.map(({ name, events }) => [name, events]));
}

test("each new id gets one ledger line, of the first report with it, and is counted once", async () => {
  const { owner, projectId } = company;
  const receipt = await receive(["known"], ({ event_id }) => event_id)(owner, { projectId, body: BODY });
  expect(receipt).toMatchObject({ accepted: 2, deduped: 2 });
  expect(await lines()).toEqual(["first", "other"]);
  expect(await counted()).toEqual({ a: 1, b: 1 });
});

test("no line is written when the day cannot be counted", async () => {
  const { owner, projectId } = company;
  const failing = receive([], () => {
    throw new Error("no room in the day");
  });
  const body = { event_id: "a", note: "first" };
  await expect(failing(owner, { projectId, body })).rejects.toThrow("no room in the day");
  expect([await lines(), await counted()]).toEqual([[], {}]);
});
