import { z } from "zod";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { appendEvent, appendEvents } from "@/lib/ledger/append-event";
import { defineEvent } from "@/lib/platform/contracts";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { newId } from "@/lib/platform/ids";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../factories/test-world";

const Noted = defineEvent("test.noted", z.object({ n: z.number() }), ({ n }) => `Number ${n}.`);

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
});
afterAll(() => world.close());

const noted = async () =>
  (await world.ledger(company.workspaceId)).filter(({ event_type }) => event_type === "test.noted");

test("a line is written with its transaction, or not at all", async () => {
  await expect(
    withTransaction(company.owner, async (tx) => {
      await appendEvent(tx, Noted, { n: 1 });
      throw new Error("changed my mind");
    }),
  ).rejects.toThrow("changed my mind");
  expect(await noted()).toEqual([]);
  await withTransaction(company.owner, (tx) => appendEvent(tx, Noted, { n: 1 }));
  expect(await noted()).toMatchObject([{ message: "Number 1.", data: { n: 1 }, actor_type: "user" }]);
});

test("many lines go in at once, in their order, to their project or the first one", async () => {
  const lines = Array.from({ length: 300 }, (_, n) => ({
    event: Noted,
    payload: { n },
    projectId: n % 2 ? company.projectId : null,
  }));
  await withTransaction(company.owner, (tx) => appendEvents(tx, lines));
  expect((await noted()).map(({ data }) => data.n)).toEqual(lines.map(({ payload }) => payload.n));
});

test("a payload that is not the event's is refused", async () => {
  const wrong = { n: "one" } as unknown as { n: number };
  await expect(withTransaction(company.owner, (tx) => appendEvent(tx, Noted, wrong))).rejects.toThrow();
  await expect(
    withTransaction(company.owner, (tx) => appendEvents(tx, [{ event: Noted, payload: wrong, projectId: null }])),
  ).rejects.toThrow();
  expect(await noted()).toEqual([]);
});

test("a workspace without a project keeps no ledger, and nobody writes into another workspace's", async () => {
  const nowhere: WorkspaceCtx = { ...company.job, workspaceId: newId() };
  await withTransaction(nowhere, (tx) => appendEvent(tx, Noted, { n: 1 }));
  await withTransaction(nowhere, (tx) => appendEvents(tx, [{ event: Noted, payload: { n: 1 }, projectId: null }]));
  expect(await noted()).toEqual([]);
});

test("what is written stays: no update, no delete, not even by the superuser", async () => {
  await withTransaction(company.owner, (tx) => appendEvent(tx, Noted, { n: 1 }));
  for (const statement of [
    "update project_events set message = 'x'",
    "delete from project_events",
    "truncate project_events",
  ]) {
    await expect(world.admin.query(statement)).rejects.toThrow("append-only");
  }
});
