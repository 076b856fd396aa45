import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addLead } from "@/lib/outreach/leads/add-lead";
import { getLead } from "@/lib/outreach/leads/get-lead";
import { UpdateLead } from "@/lib/outreach/leads/schemas";
import { updateLead } from "@/lib/outreach/leads/update-lead";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { isMailable, withoutLedger } from "../email-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

const leadOf = async (email: string): Promise<string> => (await addLead(company.owner, { email, company: "ACME" })).id;

test("the given fields change, the rest stays, and the ledger names them", async () => {
  const leadId = await leadOf("a@x.example");
  const change = UpdateLead.parse({ first_name: "Ann", company: "", tags: ["warm"], custom: { plan: "pro" } });
  expect(await updateLead(company.owner, { leadId, ...change })).toMatchObject({
    email: "a@x.example",
    first_name: "Ann",
    company: null,
    tags: ["warm"],
    custom: { plan: "pro" },
  });
  expect((await world.ledger(company.workspaceId)).at(-1)?.message).toBe(
    "A lead was changed: first name, company, tags, custom.",
  );
});

test("a held address is emailed once it is confirmed, or replaced by another one", async () => {
  for (const change of [{ confirmed: true as const }, { email: `${randomUUID()}@x.example` }]) {
    const leadId = await leadOf(`info@${randomUUID()}.example`);
    await world.admin.query("update genesis.leads set held_for = 'role_address' where id = $1", [leadId]);
    expect(await isMailable(world, leadId)).toBe(false);
    expect(await updateLead(company.owner, { leadId, ...change })).toMatchObject({ held_for: null });
    expect(await isMailable(world, leadId)).toBe(true);
  }
});

test("the address of another lead is refused, so is an empty change", async () => {
  const leadId = await leadOf("mine@x.example");
  await leadOf("theirs@x.example");
  await expect(updateLead(company.owner, { leadId, email: "theirs@x.example" })).rejects.toMatchObject({
    code: "lead.exists",
  });
  await expect(updateLead(company.owner, { leadId })).rejects.toMatchObject({ kind: "invalid" });
});

test("a stranger finds no lead, a viewer may not, and nothing changes when the ledger cannot be written", async () => {
  const leadId = await leadOf("walls@x.example");
  const change = { leadId, first_name: "Eve" };
  await expect(updateLead(company.stranger, change)).rejects.toMatchObject({ code: "lead.not_found" });
  await expect(updateLead(company.viewer, change)).rejects.toMatchObject({ code: "permission.missing" });
  await expect(withoutLedger(world, () => updateLead(company.owner, change))).rejects.toThrow();
  expect(await getLead(company.owner, { leadId })).toMatchObject({ first_name: null });
});
