import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { appendEvent, appendEvents } from "@/lib/foundation/ledger/append-event";
import { defineEvent } from "@/lib/platform/contracts";
import { withTransaction } from "@/lib/platform/transaction";
import { createProject } from "@/lib/company/projects/create-project";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

const Said = defineEvent("test.said", z.object({ text: z.string() }), ({ text }) => `Said: ${text}`);

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
});
afterAll(() => world.close());

const lines = async (): Promise<unknown[]> =>
  (await world.ledger(company.workspaceId)).filter(({ event_type }) => event_type === "test.said");

test("a line with its sentence, data and actor, in the caller's transaction", async () => {
  await withTransaction(company.owner, (tx) => appendEvent(tx, Said, { text: "hello" }));
  expect(await lines()).toEqual([
    { event_type: "test.said", message: "Said: hello", data: { text: "hello" }, actor_type: "user" },
  ]);
  const rolledBack = withTransaction(company.owner, async (tx) => {
    await appendEvent(tx, Said, { text: "never" });
    throw new Error("no");
  });
  await expect(rolledBack).rejects.toThrow("no");
  expect(await lines()).toHaveLength(1);
});

test("a payload that is not what the event says is refused", async () => {
  const wrong = { text: 1 } as unknown as { text: string };
  await expect(withTransaction(company.owner, (tx) => appendEvent(tx, Said, wrong))).rejects.toThrow();
  expect(await lines()).toEqual([]);
});

test("without a company it goes to the workspace's first one; named, to that one", async () => {
  const second = await createProject(company.founder, { name: "Second", workspace_id: company.workspaceId });
  await withTransaction(company.owner, async (tx) => {
    await appendEvent(tx, Said, { text: "first" });
    await appendEvent(tx, Said, { text: "second" }, { projectId: second.id });
    await appendEvents(tx, [
      { event: Said, payload: { text: "1" }, projectId: null },
      { event: Said, payload: { text: "2" }, projectId: second.id },
    ]);
  });
  const { rows } = await world.admin.query(
    "select message, project_id from project_events where workspace_id = $1 and event_type = 'test.said' order by id",
    [company.workspaceId],
  );
  expect(rows.map(({ project_id }) => project_id)).toEqual([
    company.projectId,
    second.id,
    company.projectId,
    second.id,
  ]);
});

test("a very long sentence is cut, also in the middle of an emoji, and its data are kept whole", async () => {
  const text = `x${"🚀".repeat(2_000)}`;
  await withTransaction(company.owner, async (tx) => {
    await appendEvent(tx, Said, { text });
    await appendEvents(tx, [{ event: Said, payload: { text }, projectId: null }]);
  });
  for (const line of (await lines()) as { message: string; data: { text: string } }[]) {
    expect(line.message.length).toBeLessThanOrEqual(1000);
    expect(line.message.isWellFormed()).toBe(true);
    expect(line.data.text).toBe(text);
  }
});

test("nobody changes or removes a line, the owner of the table included", async () => {
  await withTransaction(company.owner, (tx) => appendEvent(tx, Said, { text: "stays" }));
  for (const change of [
    "update project_events set message = ''",
    "delete from project_events",
    "truncate project_events",
  ]) {
    await expect(world.admin.query(change)).rejects.toThrow(/append-only/);
  }
});
