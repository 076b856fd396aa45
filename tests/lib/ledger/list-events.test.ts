import { z } from "zod";
import { afterAll, beforeAll, expect, test } from "vitest";
import { appendEvents } from "@/lib/ledger/append-event";
import { listEvents } from "@/lib/ledger/list-events";
import { defineEvent } from "@/lib/platform/contracts";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../factories/test-world";
import { webhookOf } from "../ingestion/event-factory";

const Noted = defineEvent("test.noted", z.object({ n: z.number() }), ({ n }) => `Number ${n}.`);

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
  await withTransaction(company.owner, (tx) =>
    appendEvents(
      tx,
      [1, 2, 3, 4, 5].map((n) => ({ event: Noted, payload: { n }, projectId: company.projectId })),
    ),
  );
});
afterAll(() => world.close());

const list = (more: object = {}) => listEvents(company.owner, { projectId: company.projectId, limit: 50, ...more });

test("newest first, by cursor, each line once, by type", async () => {
  const first = await list({ type: "test.noted", limit: 3 });
  expect(first.data.map(({ message }) => message)).toEqual(["Number 5.", "Number 4.", "Number 3."]);
  const second = await list({ type: "test.noted", limit: 3, cursor: Number(first.next_cursor) });
  expect(second.data.map(({ message }) => message)).toEqual(["Number 2.", "Number 1."]);
  expect(second.next_cursor).toBeNull();
  expect((await list()).data.map(({ type }) => type)).toContain("project.created");
});

test("a viewer may read, a token may not, another workspace finds nothing", async () => {
  expect((await listEvents(company.viewer, { projectId: company.projectId, limit: 5 })).data).toHaveLength(5);
  await expect(listEvents(webhookOf(company), { projectId: company.projectId, limit: 5 })).rejects.toMatchObject({
    code: "permission.missing",
  });
  expect((await listEvents(company.stranger, { projectId: company.projectId, limit: 5 })).data).toEqual([]);
});
