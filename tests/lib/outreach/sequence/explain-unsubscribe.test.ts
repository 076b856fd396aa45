import { afterAll, beforeAll, expect, test } from "vitest";
import { saveBrand } from "@/lib/company/profile/save-brand";
import { confirmUnsubscribe } from "@/lib/outreach/sequence/confirm-unsubscribe";
import { explainUnsubscribe } from "@/lib/outreach/sequence/explain-unsubscribe";
import { eraseLead } from "@/lib/outreach/leads/erase-lead";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { BRAND, draftedPerson, unsubscribeToken, withoutLedger } from "../email-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
  await saveBrand(company.owner, BRAND);
});
afterAll(() => world.close());

const reasonOf = async (token: string): Promise<string | null | undefined> =>
  (
    await world.admin.query<{ reason: string | null }>("select reason from unsubscribe_tokens where token = $1", [
      token,
    ])
  ).rows[0]?.reason;
const optedOut = async () => {
  const person = await draftedPerson(world, company);
  const token = await unsubscribeToken(world, company, person);
  await confirmUnsubscribe(world.system(), token);
  return { person, token };
};

test("asked at once, one reason is kept, with one line of the ledger; without the line it is not kept", async () => {
  const { token, person } = await optedOut();
  await expect(
    withoutLedger(world, () => explainUnsubscribe(world.system(), { token, reason: "other" })),
  ).rejects.toThrow();
  expect(await reasonOf(token)).toBeNull();
  const asked = (["wrong_person", "never_asked", "other"] as const).map((reason) =>
    explainUnsubscribe(world.system(), { token, reason }),
  );
  for (const link of await Promise.all(asked)) expect(link).toMatchObject({ unsubscribed: true });
  const lines = (await world.ledger(company.workspaceId)).filter(
    ({ event_type, data }) => event_type === "unsubscribe.explained" && data.leadId === person.leadId,
  );
  expect(lines.map(({ data }) => data.reason)).toEqual([await reasonOf(token)]);
});

test("it is kept for a lead that was erased, and names no one", async () => {
  const { token, person } = await optedOut();
  await eraseLead(company.owner, { leadId: person.leadId, do_not_contact: true });
  await explainUnsubscribe(world.system(), { token, reason: "not_relevant" });
  expect(await reasonOf(token)).toBe("not_relevant");
});

test.each(["", "0".repeat(48), "nonsense"])("no link %j is explained", async (token) => {
  expect(await explainUnsubscribe(world.system(), { token, reason: "other" })).toBeNull();
});
