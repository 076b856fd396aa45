import { afterAll, beforeAll, expect, test } from "vitest";
import { stopLead } from "@/lib/outreach/suppressions/stop-lead";
import { suppressLeads } from "@/lib/outreach/suppressions/suppress-leads";
import { unsuppressLeads } from "@/lib/outreach/suppressions/unsuppress-leads";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { draftedPerson, isMailable, withoutLedger } from "../email-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

test("an entry of a founder is taken back; a wish of the person stays", async () => {
  const [added, wished] = [await draftedPerson(world, company), await draftedPerson(world, company)];
  await withTransaction(company.owner, (tx) =>
    stopLead(tx, { email: wished.email, status: "opted_out", reason: "opt_out" }),
  );
  const input = { leadIds: [added.leadId, wished.leadId] };
  await suppressLeads(company.owner, input);
  await expect(unsuppressLeads(company.viewer, input)).rejects.toMatchObject({ code: "permission.missing" });
  expect(await unsuppressLeads(company.stranger, input)).toBe(0);
  await expect(withoutLedger(world, () => unsuppressLeads(company.owner, input))).rejects.toThrow();

  expect(await unsuppressLeads(company.owner, input)).toBe(1);
  expect(await isMailable(world, added.leadId)).toBe(true);
  expect(await isMailable(world, wished.leadId)).toBe(false);
});
