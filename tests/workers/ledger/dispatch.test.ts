import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getDb } from "@/lib/platform/db";
import dispatch from "@/workers/ledger/dispatch";
import { createTestWorld, type TestWorld } from "../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

const base = () => ({
  requestId: randomUUID(),
  db: getDb(),
  now: () => new Date(),
  signal: AbortSignal.timeout(60_000),
});
const renamed = (workspaceId: string) => ({
  workspaceId,
  type: "workspace.renamed",
  data: { from: "A", to: "B" },
  at: "2026-11-21T12:00:00.000Z",
});
async function statesOf(workspaceId: string, name: string): Promise<string[]> {
  const { rows } = await world.admin.query<{ state: string }>(
    "select state from pgboss.job where name = $1 and data ->> 'workspaceId' = $2",
    [name, workspaceId],
  );
  return rows.map(({ state }) => state);
}

test("a dispatch enqueues the subscriber's job, also in a frozen workspace, where that job is held by its own contract", async () => {
  const { workspaceId } = await world.company();
  await world.admin.query("update workspaces set status = 'frozen' where id = $1", [workspaceId]);
  await dispatch.run(renamed(workspaceId), base());
  expect(await statesOf(workspaceId, "ignition.refresh_campaigns")).toEqual(["created"]);
});

test("a dispatch that is repeated leaves one waiting job of a key", async () => {
  const { workspaceId } = await world.company();
  await dispatch.run(renamed(workspaceId), base());
  await dispatch.run(renamed(workspaceId), base());
  expect(await statesOf(workspaceId, "ignition.refresh_campaigns")).toEqual(["created"]);
});

test("data that is not what the event says is refused", async () => {
  const { workspaceId } = await world.company();
  await expect(dispatch.run({ ...renamed(workspaceId), data: {} }, base())).rejects.toThrow();
});
