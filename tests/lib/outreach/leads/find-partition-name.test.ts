import { afterAll, beforeAll, expect, test } from "vitest";
import { createLeadsPartition } from "@/lib/outreach/leads/create-leads-partition";
import { findPartitionName } from "@/lib/outreach/leads/find-partition-name";
import { createLeadsWorld, type LeadsWorld } from "./leads-world";

let world: LeadsWorld;
beforeAll(async () => {
  world = await createLeadsWorld();
});
afterAll(() => world.close());

test("the partition has a name once a launch made it", async () => {
  const mine = await world.workspace();
  expect(await findPartitionName(world.ctx(mine))).toBeNull();
  await createLeadsPartition(world.ctx(mine));
  expect(await findPartitionName(world.ctx(mine))).toMatch(/^leads_p_/);
});
