import { afterAll, beforeAll, expect, test } from "vitest";
import { suppressLeads } from "@/lib/outreach/suppressions/suppress-leads";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { draftedPerson, isMailable, withoutLedger } from "../email-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

test("leads go on the list once, and the ledger names the number", async () => {
  const { leadId } = await draftedPerson(world, company);
  const input = { leadIds: [leadId] };
  await expect(suppressLeads(company.viewer, input)).rejects.toMatchObject({ code: "permission.missing" });
  expect(await suppressLeads(company.stranger, input)).toBe(0);
  await expect(withoutLedger(world, () => suppressLeads(company.owner, input))).rejects.toThrow();
  expect(await isMailable(world, leadId)).toBe(true);

  expect(await suppressLeads(company.owner, input)).toBe(1);
  expect(await suppressLeads(company.owner, input)).toBe(0);
  expect(await isMailable(world, leadId)).toBe(false);
  expect((await world.ledger(company.workspaceId)).at(-1)).toMatchObject({
    message: "1 entry was added to the do-not-contact list from the list of leads.",
    data: { cancelledDrafts: 3 },
  });
});
