import { afterAll, beforeAll, expect, test } from "vitest";
import { createLeadsPartition } from "@/lib/outreach/leads/create-leads-partition";
import { dropLeadsPartition } from "@/lib/outreach/leads/drop-leads-partition";
import { importLeads } from "@/lib/outreach/leads/import-leads";
import { csvFile } from "./csv-file";
import { createLeadsWorld, type LeadsWorld } from "./leads-world";

let world: LeadsWorld;
beforeAll(async () => {
  world = await createLeadsWorld();
});
afterAll(() => world.close());

test("the leads are back and the login is gone; dropped again, nothing happens; made again, they move in again", async () => {
  const workspace = await world.workspace();
  await importLeads(world.ctx(workspace), { file: csvFile("email\nstays@example.com\n") });
  const access = await createLeadsPartition(world.ctx(workspace));
  await dropLeadsPartition(world.ctx(workspace));
  await dropLeadsPartition(world.ctx(workspace));

  expect(await world.emailsIn("leads_unassigned", workspace)).toEqual(["stays@example.com"]);
  await expect(world.asInstance(access, (client) => client.query("select 1"))).rejects.toThrow();
  const { rowCount } = await world.admin.query("select from pg_roles where rolname = $1", [access.loginRole]);
  expect(rowCount).toBe(0);

  const again = await createLeadsPartition(world.ctx(workspace));
  expect(await world.emailsIn(again.partitionName, workspace)).toEqual(["stays@example.com"]);
  expect(again.password).not.toBe(access.password);
});

test("an instance that is connected is cut off", async () => {
  const workspace = await world.workspace();
  const access = await createLeadsPartition(world.ctx(workspace));
  const cutOff = world.asInstance(access, async (client) => {
    client.on("error", () => undefined);
    await dropLeadsPartition(world.ctx(workspace));
    return client.query("select 1");
  });
  await expect(cutOff).rejects.toThrow();
});

test("another workspace's partition stays; a member may not drop", async () => {
  const [mine, theirs] = [await world.workspace("twin-a"), await world.workspace("twina")];
  await createLeadsPartition(world.ctx(mine));
  const access = await createLeadsPartition(world.ctx(theirs));
  await dropLeadsPartition(world.ctx(mine));
  await expect(dropLeadsPartition(world.ctx(theirs, "member"))).rejects.toMatchObject({ code: "permission.missing" });
  await world.asInstance(access, (client) => client.query(`select from genesis.${access.partitionName}`));
});
