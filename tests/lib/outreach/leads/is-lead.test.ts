import { afterAll, beforeAll, expect, test } from "vitest";
import { importLeads } from "@/lib/outreach/leads/import-leads";
import { isLead } from "@/lib/outreach/leads/is-lead";
import { csvFile } from "./csv-file";
import { createLeadsWorld, type LeadsWorld } from "./leads-world";

let world: LeadsWorld;
beforeAll(async () => {
  world = await createLeadsWorld();
});
afterAll(() => world.close());

test("knows the leads of this workspace and no others", async () => {
  const [mine, theirs] = [await world.workspace(), await world.workspace()];
  await importLeads(world.ctx(mine), { file: csvFile("email\na@x.co\n") });
  expect(await isLead(world.ctx(mine), { email: "a@x.co" })).toBe(true);
  expect(await isLead(world.ctx(mine), { email: "b@x.co" })).toBe(false);
  expect(await isLead(world.ctx(theirs), { email: "a@x.co" })).toBe(false);
  await expect(isLead(world.ctx(mine, "viewer"), { email: "a@x.co" })).rejects.toMatchObject({ kind: "forbidden" });
});
