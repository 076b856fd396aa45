import { afterAll, beforeAll, expect, test } from "vitest";
import { countLeads } from "@/lib/leads/count-leads";
import { createTestWorld, type TestWorld } from "../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("counts the workspace's own leads, whatever their state", async () => {
  const { owner, viewer, stranger, workspaceId } = await world.company();
  expect(await countLeads(owner)).toBe(0);
  await world.admin.query(
    `insert into genesis.leads (workspace_id, email, status)
     select $1, status || '@example.com', status from unnest(array['active', 'opted_out', 'bounced']) status`,
    [workspaceId],
  );
  expect(await countLeads(viewer)).toBe(3);
  expect(await countLeads(stranger)).toBe(0);
});
