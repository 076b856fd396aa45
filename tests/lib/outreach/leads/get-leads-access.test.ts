import { afterAll, beforeAll, expect, test } from "vitest";
import { createLeadsPartition } from "@/lib/outreach/leads/create-leads-partition";
import { getLeadsAccess } from "@/lib/outreach/leads/get-leads-access";
import { createLeadsWorld, type LeadsWorld, type Workspace } from "./leads-world";

let world: LeadsWorld;
beforeAll(async () => {
  world = await createLeadsWorld();
});
afterAll(() => world.close());

const inJob = (workspace: Workspace) => ({
  ...world.ctx(workspace),
  actor: { type: "job", job: "ignition.run_ignition" } as const,
});

test("a login that works, the same when asked again; none before a launch", async () => {
  const workspace = await world.workspace();
  await expect(getLeadsAccess(inJob(workspace))).rejects.toMatchObject({ code: "leads_partition.missing" });
  await createLeadsPartition(world.ctx(workspace));
  const access = await getLeadsAccess(inJob(workspace));
  expect(await getLeadsAccess(inJob(workspace))).toEqual(access);
  await world.asInstance(access, (client) => client.query(`select from genesis.${access.partitionName}`));
});

test("a person does not see it", async () => {
  const workspace = await world.workspace();
  await createLeadsPartition(world.ctx(workspace));
  for (const role of ["owner", "member"] as const) {
    await expect(getLeadsAccess(world.ctx(workspace, role))).rejects.toMatchObject({ kind: "forbidden" });
  }
});
