import { afterAll, beforeAll, expect, test } from "vitest";
import { createLeadsPartition } from "@/lib/outreach/leads/create-leads-partition";
import { getLeadsAccess } from "@/lib/outreach/leads/get-leads-access";
import { createLeadsWorld, type LeadsWorld } from "./leads-world";

let world: LeadsWorld;
beforeAll(async () => {
  world = await createLeadsWorld();
});
afterAll(() => world.close());

test("answers the login that the launch made, and says so before there is one", async () => {
  const workspace = await world.workspace();
  await expect(getLeadsAccess(world.ctx(workspace))).rejects.toMatchObject({ code: "leads_partition.missing" });
  const access = await createLeadsPartition(world.ctx(workspace));
  expect(await getLeadsAccess(world.ctx(workspace))).toEqual(access);
});

test("a member who may not launch does not see it", async () => {
  const workspace = await world.workspace();
  await createLeadsPartition(world.ctx(workspace));
  await expect(getLeadsAccess(world.ctx(workspace, "member"))).rejects.toMatchObject({ code: "permission.missing" });
});
