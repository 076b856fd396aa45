import { afterAll, beforeAll, expect, test } from "vitest";
import { addLead } from "@/lib/outreach/leads/add-lead";
import { listLeads } from "@/lib/outreach/leads/list-leads";
import { tagLeads } from "@/lib/outreach/leads/tag-leads";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { withoutLedger } from "../email-world";

let world: TestWorld;
let company: Company;
let leadIds: string[];
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
  leadIds = [(await addLead(company.owner, { email: "a@x.example", tags: ["b"] })).id];
});
afterAll(() => world.close());

const tags = async (): Promise<string[] | undefined> => (await listLeads(company.owner, { limit: 1 })).data[0]?.tags;

test("tags are kept in alphabetical order, each once; the ledger names the tag and the number", async () => {
  expect(await tagLeads(company.owner, { leadIds, tag: "A", added: true })).toBe(1);
  expect(await tagLeads(company.owner, { leadIds, tag: "A", added: true })).toBe(0);
  expect(await tags()).toEqual(["A", "b"]);
  expect((await world.ledger(company.workspaceId)).at(-1)?.message).toBe("The tag “A” was added to 1 lead.");
});

test("nothing is tagged by a viewer, from elsewhere, or without the ledger", async () => {
  const input = { leadIds, tag: "no", added: true };
  await expect(tagLeads(company.viewer, input)).rejects.toMatchObject({ code: "permission.missing" });
  expect(await tagLeads(company.stranger, input)).toBe(0);
  await expect(withoutLedger(world, () => tagLeads(company.owner, input))).rejects.toThrow();
  expect(await tags()).not.toContain("no");
});
