import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { appendEvents } from "@/lib/foundation/ledger/append-event";
import { listEvents } from "@/lib/foundation/ledger/list-events";
import { ListEventsQuery } from "@/lib/foundation/ledger/schemas";
import { defineEvent } from "@/lib/platform/contracts";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

const Counted = defineEvent("test.counted", z.object({ n: z.number() }), ({ n }) => `${n}`);

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
  const numbers = Array.from({ length: 25 }, (_, n) => ({ event: Counted, payload: { n }, projectId: null }));
  await withTransaction(company.owner, (tx) => appendEvents(tx, numbers));
});
afterAll(() => world.close());

test("newest first, page by page, each line once, by type", async () => {
  const seen: string[] = [];
  let cursor: number | undefined;
  do {
    const page = await listEvents(company.viewer, {
      projectId: company.projectId,
      type: "test.counted",
      cursor,
      limit: 10,
    });
    seen.push(...page.data.map(({ message }) => message));
    cursor = page.next_cursor === null ? undefined : ListEventsQuery.parse({ cursor: page.next_cursor }).cursor;
  } while (cursor);
  expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => String(24 - index)));
});

test("a stranger's view of this company is empty, and so is an unknown type", async () => {
  const query = { projectId: company.projectId, limit: 10 };
  expect(await listEvents(company.stranger, query)).toMatchObject({ data: [], next_cursor: null });
  expect((await listEvents(company.owner, { ...query, type: "'; --" })).data).toEqual([]);
});

test("a caller without the permission is refused", async () => {
  const actor = { type: "webhook", tokenId: "t", permissions: new Set<never>() } as const;
  const query = { projectId: company.projectId, limit: 10 };
  await expect(listEvents({ ...company.owner, actor }, query)).rejects.toMatchObject({ code: "permission.missing" });
});

test.each([{ limit: "0" }, { limit: "201" }, { cursor: "-1" }, { cursor: "x" }, { type: "x".repeat(101) }])(
  "%j is refused",
  (query) => {
    expect(ListEventsQuery.safeParse(query).success).toBe(false);
  },
);
