import { afterAll, beforeAll, expect, test } from "vitest";
import { countLeads } from "@/lib/outreach/leads/count-leads";
import { importLeads } from "@/lib/outreach/leads/import-leads";
import { csvFile } from "./csv-file";
import { createLeadsWorld, type LeadsWorld } from "./leads-world";

let world: LeadsWorld;
beforeAll(async () => {
  world = await createLeadsWorld();
});
afterAll(() => world.close());

test("counts the leads of this workspace, whatever their state", async () => {
  const [mine, theirs] = [await world.workspace(), await world.workspace()];
  await importLeads(world.ctx(mine), { file: csvFile("email\na@x.co\nb@x.co\n") });
  await world.admin.query("update genesis.leads set status = 'opted_out' where email = 'a@x.co'");
  expect(await countLeads(world.ctx(mine, "viewer"))).toBe(2);
  expect(await countLeads(world.ctx(theirs))).toBe(0);
});
