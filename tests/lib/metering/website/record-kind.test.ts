import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { recordKind } from "@/lib/metering/website/record-kind";
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

/** A kind of which some ids are stored already; `counted` collects what is added to a day. */
function kind(known: readonly string[], counted: string[], failure?: Error) {
  return {
    schema: Report,
    insert: (_: unknown, { events }: { events: readonly z.infer<typeof Report>[] }) =>
      Promise.resolve(new Set(events.map(({ event_id }) => event_id).filter((id) => !known.includes(id)))),
    count: async (_: unknown, { eventIds }: { eventIds: readonly string[] }) => {
      counted.push(...eventIds);
      if (failure) throw failure;
    },
    toLine: ({ note }: z.infer<typeof Report>, projectId: string) => ({ event: Noted, payload: { note }, projectId }),
  };
}

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

test("each new id gets one ledger line, of the first report with it, and is counted once", async () => {
  const counted: string[] = [];
  const { owner, projectId } = company;
  await recordKind(owner, kind(["known"], counted), { projectId, body: BODY });
  expect(await lines()).toEqual(["first", "other"]);
  expect(counted).toEqual(["a", "b"]);
});

test("no line is written when the day cannot be counted", async () => {
  const { owner, projectId } = company;
  const body = { event_id: "a", note: "first" };
  const failing = kind([], [], new Error("no room in the day"));
  await expect(recordKind(owner, failing, { projectId, body })).rejects.toThrow("no room in the day");
  expect(await lines()).toEqual([]);
});
