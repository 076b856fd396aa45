import { afterAll, beforeAll, expect, test } from "vitest";
import { addSuppression } from "@/lib/outreach/suppressions/add-suppression";
import { removeSuppression } from "@/lib/outreach/suppressions/remove-suppression";
import { RemoveSuppression } from "@/lib/outreach/suppressions/schemas";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { draftedPerson, isMailable, stepsOf, withoutLedger } from "../email-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

test("a domain is taken back and the cancelled drafts of its people wait again", async () => {
  const { leadId } = await draftedPerson(world, company);
  await addSuppression(company.owner, { domain: "example.org" });
  expect(await stepsOf(world, leadId)).toEqual(["cancelled", "cancelled", "cancelled"]);
  await expect(removeSuppression(company.viewer, { domain: "example.org" })).rejects.toMatchObject({
    code: "permission.missing",
  });
  expect(await removeSuppression(company.stranger, { domain: "example.org" })).toEqual({ removed: 0 });
  await expect(
    withoutLedger(world, () => removeSuppression(company.owner, { domain: "example.org" })),
  ).rejects.toThrow();
  expect(await isMailable(world, leadId)).toBe(false);

  expect(await removeSuppression(company.owner, { domain: "example.org" })).toEqual({ removed: 1 });
  expect(await isMailable(world, leadId)).toBe(true);
  expect(await stepsOf(world, leadId)).toEqual(["drafted", "drafted", "drafted"]);
  expect((await world.ledger(company.workspaceId)).at(-1)?.message).toBe(
    "1 entry was taken off the do-not-contact list.",
  );
});

test.each(["opt_out", "complained", "hard_bounce"])("an entry for %s stays", async (reason) => {
  const email = `${reason}@x.example`;
  await world.admin.query(
    "insert into suppressions (workspace_id, email, reason, source) values ($1, $2, $3, 'event')",
    [company.workspaceId, email, reason],
  );
  await expect(removeSuppression(company.owner, { email })).rejects.toMatchObject({
    kind: "impossible",
    code: "suppression.not_removable",
  });
});

test("one thing is named, not none and not two", () => {
  expect(RemoveSuppression.safeParse({}).success).toBe(false);
  expect(RemoveSuppression.safeParse({ email: "a@x.example", domain: "x.example" }).success).toBe(false);
});
