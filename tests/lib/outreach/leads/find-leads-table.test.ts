import { afterAll, beforeAll, expect, test } from "vitest";
import { createLeadsPartition } from "@/lib/outreach/leads/create-leads-partition";
import { findLeadsTable } from "@/lib/outreach/leads/find-leads-table";
import { createLeadsWorld, type LeadsWorld } from "./leads-world";

let world: LeadsWorld;
beforeAll(async () => {
  world = await createLeadsWorld();
});
afterAll(() => world.close());

test("the workspace's own partition, once a launch made one", async () => {
  const [mine, theirs] = [await world.workspace(), await world.workspace()];
  await createLeadsPartition(world.ctx(theirs));
  expect(await findLeadsTable(world.ctx(mine))).toBeNull();
  const { partitionName } = await createLeadsPartition(world.ctx(mine));
  expect(await findLeadsTable(world.ctx(mine, "viewer"))).toBe(`genesis.${partitionName}`);
});
