import { afterAll, beforeAll, expect, test } from "vitest";
import { addLead } from "@/lib/outreach/leads/add-lead";
import { confirmLeads } from "@/lib/outreach/leads/confirm-leads";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { isMailable, withoutLedger } from "../email-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

test("a held address is emailed only after a founder of this workspace confirmed it", async () => {
  const { id } = await addLead(company.owner, { email: "info@x.example" });
  const input = { leadIds: [id] };
  await world.admin.query("update genesis.leads set held_for = 'role_address' where id = $1", [id]);
  await expect(confirmLeads(company.viewer, input)).rejects.toMatchObject({ code: "permission.missing" });
  expect(await confirmLeads(company.stranger, input)).toBe(0);
  await expect(withoutLedger(world, () => confirmLeads(company.owner, input))).rejects.toThrow();
  expect(await isMailable(world, id)).toBe(false);

  expect(await confirmLeads(company.owner, input)).toBe(1);
  expect(await isMailable(world, id)).toBe(true);
  expect((await world.ledger(company.workspaceId)).at(-1)?.message).toBe("1 address was confirmed and may be emailed.");
});
