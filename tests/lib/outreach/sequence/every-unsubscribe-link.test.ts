import { afterAll, beforeAll, expect, test } from "vitest";
import { findUnsubscribe } from "@/lib/outreach/sequence/find-unsubscribe";
import { lookUpToken } from "@/lib/outreach/sequence/look-up-token";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { draftedPerson, leadStatus, unsubscribeToken } from "../email-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

test("shows the masked address and changes nothing", async () => {
  const person = await draftedPerson(world, company);
  const token = await unsubscribeToken(world, company, person);
  const before = await world.ledger(company.workspaceId);
  const link = { companyName: null, maskedEmail: "j•••@example.org", unsubscribed: false };
  expect(await findUnsubscribe(world.system(), token)).toEqual(link);
  expect(await findUnsubscribe(world.system(), token)).toEqual(link);
  expect(await lookUpToken(world.system(), token)).toMatchObject({ email: person.email, confirmedAt: null });
  expect(await leadStatus(world, person.leadId)).toBe("active");
  expect(await world.ledger(company.workspaceId)).toEqual(before);
});

test.each(["", "f".repeat(48), "a\u0000b", "f".repeat(10_000), "\ud800"])(
  "an unknown link answers null",
  async (token) => {
    expect(await findUnsubscribe(world.system(), token)).toBeNull();
    expect(await lookUpToken(world.system(), token)).toBeNull();
  },
);

test("a link is not found by its token in upper case or with a wildcard", async () => {
  const token = await unsubscribeToken(world, company, await draftedPerson(world, company));
  expect(await findUnsubscribe(world.system(), token.toUpperCase())).toBeNull();
  expect(await findUnsubscribe(world.system(), `${token.slice(0, 47)}%`)).toBeNull();
});
