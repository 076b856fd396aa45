import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listLeads } from "@/lib/outreach/leads/list-leads";
import { ChangeLeads, type Lead } from "@/lib/outreach/leads/schemas";
import { changeLeads } from "@/lib/outreach/suppressions/change-leads";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { draftedPerson, isMailable, stepsOf } from "../email-world";

let world: TestWorld;
let company: Company;
let leadIds: string[];
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
  leadIds = [(await draftedPerson(world, company)).leadId, (await draftedPerson(world, company)).leadId];
});
afterAll(() => world.close());

const change = (input: object): Promise<{ changed: number }> =>
  changeLeads(company.owner, ChangeLeads.parse({ lead_ids: leadIds, ...input }));
const leads = async (): Promise<Lead[]> => (await listLeads(company.owner, { limit: 10 })).data;

test("a tag is given once to each lead and taken back; leads that are gone are passed over", async () => {
  expect(await change({ action: "tag", tag: "warm", lead_ids: [...leadIds, randomUUID()] })).toMatchObject({
    changed: 2,
  });
  expect(await change({ action: "tag", tag: "warm" })).toEqual({ changed: 0, voided_approvals: 0 });
  expect((await leads()).map(({ tags }) => tags)).toEqual([["warm"], ["warm"]]);
  expect((await listLeads(company.owner, { tag: "warm", limit: 10 })).total).toBe(2);
  expect(await change({ action: "untag", tag: "warm" })).toMatchObject({ changed: 2 });
  expect((await world.ledger(company.workspaceId)).at(-1)?.message).toBe("The tag “warm” was removed from 2 leads.");
});

test("suppressed leads are not emailed, and the undo brings their drafts back", async () => {
  const [first = ""] = leadIds;
  expect(await change({ action: "suppress" })).toMatchObject({ changed: 2 });
  expect(await isMailable(world, first)).toBe(false);
  expect(await stepsOf(world, first)).toEqual(["cancelled", "cancelled", "cancelled"]);
  expect((await listLeads(company.owner, { state: "do_not_contact", limit: 10 })).total).toBe(2);
  expect(await change({ action: "unsuppress" })).toMatchObject({ changed: 2 });
  expect(await isMailable(world, first)).toBe(true);
  expect(await stepsOf(world, first)).toEqual(["drafted", "drafted", "drafted"]);
});

test("held addresses are confirmed", async () => {
  await world.admin.query("update genesis.leads set held_for = 'address_typo' where id = $1", [leadIds[0]]);
  expect((await listLeads(company.owner, { state: "needs_confirmation", limit: 10 })).total).toBe(1);
  expect(await change({ action: "confirm" })).toMatchObject({ changed: 1 });
});

test("a stranger changes none of them, and a viewer may not", async () => {
  for (const action of ["tag", "suppress", "delete"] as const) {
    const input = ChangeLeads.parse({ action, lead_ids: leadIds, tag: "x" });
    expect(await changeLeads(company.stranger, input)).toEqual({ changed: 0, voided_approvals: 0 });
    await expect(changeLeads(company.viewer, input)).rejects.toMatchObject({ code: "permission.missing" });
  }
  expect(await leads()).toHaveLength(2);
});

test("deleted leads are erased", async () => {
  expect(await change({ action: "delete" })).toMatchObject({ changed: 2 });
  expect(await leads()).toEqual([]);
});
