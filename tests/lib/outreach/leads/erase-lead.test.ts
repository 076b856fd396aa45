import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addLead } from "@/lib/outreach/leads/add-lead";
import { eraseLead } from "@/lib/outreach/leads/erase-lead";
import { getLead } from "@/lib/outreach/leads/get-lead";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

test("the lead is gone, and erasing it again finds none", async () => {
  const { id: leadId } = await addLead(company.owner, { email: "gone@x.example" });
  await eraseLead(company.owner, { leadId, do_not_contact: false });
  await expect(getLead(company.owner, { leadId })).rejects.toMatchObject({ code: "lead.not_found" });
  const again = { leadId, do_not_contact: false };
  await expect(eraseLead(company.owner, again)).rejects.toMatchObject({ code: "lead.not_found" });
});

test("a viewer may not, and a stranger finds none", async () => {
  const input = { leadId: randomUUID(), do_not_contact: false };
  await expect(eraseLead(company.viewer, input)).rejects.toMatchObject({ code: "permission.missing" });
  await expect(eraseLead(company.stranger, input)).rejects.toMatchObject({ code: "lead.not_found" });
});
