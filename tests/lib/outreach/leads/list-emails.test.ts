import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { addLead } from "@/lib/outreach/leads/add-lead";
import { listEmails } from "@/lib/outreach/leads/list-emails";
import { createTestWorld } from "../../../factories/test-world";

test("the addresses of the leads that are there, and of no other workspace", async () => {
  const world = await createTestWorld();
  const { owner, stranger } = await world.company();
  const [b, a] = [await addLead(owner, { email: "b@x.example" }), await addLead(owner, { email: "a@x.example" })];
  const leadIds = [b.id, randomUUID(), a.id];
  expect(await listEmails(owner, { leadIds })).toEqual(["a@x.example", "b@x.example"]);
  expect(await listEmails(stranger, { leadIds })).toEqual([]);
  await world.close();
});
