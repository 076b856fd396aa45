import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { appendEvent, appendEvents } from "@/lib/foundation/ledger/append-event";
import { announce, defineEvent } from "@/lib/platform/contracts";
import { withTransaction } from "@/lib/platform/transaction";
import { startWorkspace } from "@/lib/foundation/workspaces/start-workspace";
import { createProject } from "@/lib/company/projects/create-project";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

const Said = defineEvent("test.said", z.object({ text: z.string() }), ({ text }) => `Said: ${text}`);

const Changed = announce(defineEvent("test.changed", z.object({ text: z.string() }), ({ text }) => text));

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

test("of several companies a line goes to the one that is named, else to none of them", async () => {
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
  expect(rows.map(({ project_id }) => project_id)).toEqual([null, second.id, null, second.id]);
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

test("a sentence is one line that reads from left to right, whatever a name in it holds, and its data are kept as they came", async () => {
  const text = "Offer\r\nApproval “x” was approved.\u202e\u2066\u061c\u0007\u2028 end ";
  await withTransaction(company.owner, async (tx) => {
    await appendEvent(tx, Said, { text });
    await appendEvents(tx, [{ event: Said, payload: { text }, projectId: null }]);
  });
  const said = { message: "Said: Offer Approval “x” was approved. end", data: { text } };
  expect(await lines()).toMatchObject([said, said]);
});

test("no role can change or delete a line, not even the owner of the table", async () => {
  await withTransaction(company.owner, (tx) => appendEvent(tx, Said, { text: "stays" }));
  for (const change of [
    "update project_events set message = ''",
    "delete from project_events",
    "truncate project_events",
  ]) {
    await expect(world.admin.query(change)).rejects.toThrow(/append-only/);
  }
});

async function dispatched(workspaceId: string): Promise<unknown[]> {
  const { rows } = await world.admin.query<{ data: unknown }>(
    "select data from pgboss.job where name = 'ledger.dispatch' and data ->> 'workspaceId' = $1 and data ->> 'type' like 'test.%' order by data ->> 'data'",
    [workspaceId],
  );
  return rows.map(({ data }) => data);
}

test("an announced event commits with the job that tells its subscribers; any other event enqueues nothing", async () => {
  await withTransaction(company.owner, async (tx) => {
    await appendEvent(tx, Said, { text: "quiet" });
    await appendEvent(tx, Changed, { text: "loud" });
    await appendEvents(tx, [
      { event: Said, payload: { text: "quiet" }, projectId: null },
      { event: Changed, payload: { text: "louder" }, projectId: company.projectId },
    ]);
  });
  const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);
  const { workspaceId } = company;
  expect(await dispatched(workspaceId)).toEqual([
    { workspaceId, type: "test.changed", data: { text: "loud" }, at },
    { workspaceId, type: "test.changed", data: { text: "louder" }, at },
  ]);
});

test("without its job an announced event is not written, and without its event no job is left", async () => {
  const append = () => withTransaction(company.owner, (tx) => appendEvent(tx, Changed, { text: "loud" }));
  await expect(world.withoutQueue(append)).rejects.toThrow();
  const rolledBack = withTransaction(company.owner, async (tx) => {
    await appendEvent(tx, Changed, { text: "loud" });
    throw new Error("no");
  });
  await expect(rolledBack).rejects.toThrow("no");
  expect(await dispatched(company.workspaceId)).toEqual([]);
  const written = (await world.ledger(company.workspaceId)).map(({ event_type }) => event_type);
  expect(written).not.toContain("test.changed");
});

test("a workspace without a company keeps its own lines, and its subscribers are told", async () => {
  const { id } = await startWorkspace(world.user(), { name: "No company yet" });
  await withTransaction({ ...company.owner, workspaceId: id }, (tx) => appendEvent(tx, Changed, { text: "loud" }));
  expect(await dispatched(id)).toHaveLength(1);
  const types = (await world.ledger(id)).map(({ event_type }) => event_type);
  expect(types).toEqual(["workspace.created", "test.changed"]);
});
