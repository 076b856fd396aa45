import { afterAll, beforeAll, expect, test } from "vitest";
import { addSuppression } from "@/lib/outreach/suppressions/add-suppression";
import { listSuppressions } from "@/lib/outreach/suppressions/list-suppressions";
import { AddSuppression } from "@/lib/outreach/suppressions/schemas";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { draftedPerson, isMailable, stepsOf, withoutLedger } from "../email-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

const suppressed = async (): Promise<string[]> =>
  (await listSuppressions(company.owner, { limit: 200 })).data.map(({ email }) => email);

test("the address is suppressed, its drafts cancelled, the ledger says so with a masked address", async () => {
  const { leadId, email } = await draftedPerson(world, company);
  expect(await addSuppression(company.owner, { email })).toMatchObject({ email, reason: "manual", source: "manual" });
  expect(await isMailable(world, leadId)).toBe(false);
  expect(await stepsOf(world, leadId)).toEqual(["cancelled", "cancelled", "cancelled"]);
  const line = (await world.ledger(company.workspaceId)).at(-1);
  expect(line).toMatchObject({
    event_type: "suppression.added",
    data: { recipient: "j•••@example.org", cancelledDrafts: 3 },
  });
});

test("one that is on the list stays as it is and is told once", async () => {
  await addSuppression(company.owner, { email: "twice@example.com" });
  const before = await world.ledger(company.workspaceId);
  await world.admin.query(
    "update suppressions set reason = 'opt_out', source = 'link' where email = 'twice@example.com'",
  );
  expect(await addSuppression(company.owner, { email: "twice@example.com" })).toMatchObject({
    reason: "opt_out",
    source: "link",
  });
  expect(await world.ledger(company.workspaceId)).toEqual(before);
});

test("a domain holds for every address there and below it, those that come later too, and no other", async () => {
  const { leadId } = await draftedPerson(world, company);
  const at = async (email: string): Promise<string> => {
    const { rows } = await world.admin.query<{ id: string }>(
      "insert into genesis.leads (workspace_id, email) values ($1, $2) returning id",
      [company.workspaceId, email],
    );
    return rows[0]?.id ?? "";
  };
  const below = await at("ann@mail.nordhub.example");
  const domain = AddSuppression.parse({ domain: " https://www.Nordhub.example/ " });
  expect(await addSuppression(company.owner, { ...domain, note: "A customer" })).toMatchObject({
    email: "@nordhub.example",
    domain: "nordhub.example",
    note: "A customer",
  });
  expect(await isMailable(world, below)).toBe(false);
  expect(await isMailable(world, await at("bob@nordhub.example"))).toBe(false);
  expect(await isMailable(world, await at("eve@notnordhub.example"))).toBe(true);
  expect(await isMailable(world, leadId)).toBe(true);
});

test.each(["com", "not a domain", "a@b.example", "1.2.3.4", "localhost"])("%s is no domain to suppress", (domain) => {
  expect(AddSuppression.safeParse({ domain }).success).toBe(false);
});

test("a viewer may not, and a stranger suppresses only at home", async () => {
  await expect(addSuppression(company.viewer, { email: "viewer@example.com" })).rejects.toMatchObject({
    code: "permission.missing",
  });
  await addSuppression(company.stranger, { email: "stranger@example.com" });
  expect(await suppressed()).not.toContain("viewer@example.com");
  expect(await suppressed()).not.toContain("stranger@example.com");
});

test("when the ledger cannot be written, nothing is suppressed", async () => {
  const { leadId, email } = await draftedPerson(world, company);
  await expect(withoutLedger(world, () => addSuppression(company.owner, { email }))).rejects.toThrow();
  expect(await isMailable(world, leadId)).toBe(true);
  expect(await suppressed()).not.toContain(email);
});

test("addresses are written in lower case; what is none is refused", () => {
  expect(AddSuppression.parse({ email: " Jo@Example.COM " })).toEqual({ email: "jo@example.com" });
  expect(AddSuppression.safeParse({ email: "jo" }).error?.issues[0]?.message).toBe("must be an email address");
});
