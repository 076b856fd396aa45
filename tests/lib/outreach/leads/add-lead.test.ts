import { afterAll, beforeAll, expect, test } from "vitest";
import { addLead } from "@/lib/outreach/leads/add-lead";
import { listLeads } from "@/lib/outreach/leads/list-leads";
import { AddLead } from "@/lib/outreach/leads/schemas";
import { addSuppression } from "@/lib/outreach/suppressions/add-suppression";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { withoutLedger } from "../email-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

const emails = async (): Promise<string[]> =>
  (await listLeads(company.owner, { limit: 200 })).data.map(({ email }) => email);

test("a person comes in with their facts and tags, and the ledger masks the address", async () => {
  const given = AddLead.parse({ email: " Ann@Käse-Hof.example", first_name: " Ann \n Lee ", tags: ["  warm  lead"] });
  const lead = await addLead(company.owner, given);
  expect(lead).toMatchObject({
    email: "ann@xn--kse-hof-5wa.example",
    first_name: "Ann Lee",
    tags: ["warm lead"],
    status: "active",
    progress: null,
  });
  expect((await world.ledger(company.workspaceId)).at(-1)).toMatchObject({
    event_type: "leads.added",
    message: "a•••@xn--kse-hof-5wa.example was added as a lead.",
  });
});

test("an address is one lead's; another workspace may have it too", async () => {
  await addLead(company.owner, { email: "one@x.example" });
  await expect(addLead(company.owner, { email: "one@x.example" })).rejects.toMatchObject({
    kind: "conflict",
    code: "lead.exists",
  });
  await addLead(company.stranger, { email: "one@x.example" });
});

test("a suppressed person or domain comes in as do not contact", async () => {
  await addSuppression(company.owner, { domain: "closed.example" });
  const lead = await addLead(company.owner, { email: "ann@mail.closed.example" });
  expect(lead).toMatchObject({ suppressed_for: "manual" });
});

test("a viewer may not, and nothing is written when the ledger cannot be", async () => {
  await expect(addLead(company.viewer, { email: "v@x.example" })).rejects.toMatchObject({ code: "permission.missing" });
  await expect(withoutLedger(world, () => addLead(company.owner, { email: "l@x.example" }))).rejects.toThrow();
  expect(await emails()).not.toContain("l@x.example");
});
