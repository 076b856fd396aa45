import { afterAll, beforeAll, expect, test } from "vitest";
import { InviteMember } from "@/lib/foundation/members/schemas";
import { receiveEvents } from "@/lib/metering/events/receive-events";
import { CostEvent } from "@/lib/metering/spending/schemas";
import { addSuppression } from "@/lib/outreach/suppressions/add-suppression";
import { SaveBrand } from "@/lib/company/profile/schemas";
import { AddSuppression } from "@/lib/outreach/suppressions/schemas";
import { importLeads } from "@/lib/outreach/leads/import-leads";
import { listLeads } from "@/lib/outreach/leads/list-leads";
import { createTestWorld, type Company, type TestWorld } from "../../factories/test-world";
import { anEvent, webhookOf } from "../metering/events/event-factory";
import { BRAND } from "./email-world";
import { csvFile } from "./leads/csv-file";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

/** Two ways to write the address of one person, and how it is stored. */
const PEOPLE = [
  ["vera@käse-hof.example", "Vera@XN--KSE-HOF-5WA.example", "vera@xn--kse-hof-5wa.example"],
  ["wim@почта.рф", "wim@xn--80a1acny.xn--p1ai", "wim@xn--80a1acny.xn--p1ai"],
  ["ordering&billing@case.example", "Ordering&Billing@case.example", "ordering&billing@case.example"],
  ["smith/x400=k@case.example", "smith/x400=K@case.example", "smith/x400=k@case.example"],
  ["50%off@case.example", "50%OFF@case.example", "50%off@case.example"],
  ["zero\u200bwidth@case.example", "zerowidth@case.example", "zerowidth@case.example"],
  ["\ufeffmark@case.example", "mark@case.example\u00a0", "mark@case.example"],
  ["left\u200emark@case.example", "leftmark@ca\u00adse.example", "leftmark@case.example"],
  ["jörg@case.example", "JO\u0308RG@case.example", "jörg@case.example"],
] as const;

const leads = async () => (await listLeads(company.owner, { limit: 200 })).data;

test.each(PEOPLE)(
  "%j is one lead with %j, and an opt-out under either spelling stops it",
  async (one, other, stored) => {
    const { errors } = await importLeads(company.owner, { file: csvFile(`email\n"${one}"\n"${other}"\n`) });
    expect(errors).toEqual([]);
    expect((await leads()).filter(({ email }) => email === stored)).toMatchObject([{ status: "active" }]);

    const optOut = { workspace_id: company.workspaceId, ...anEvent({ contact_email: other, event_type: "opt_out" }) };
    await receiveEvents(webhookOf(company), optOut);
    expect((await leads()).filter(({ email }) => email === stored)).toMatchObject([{ status: "opted_out" }]);
    const { rows } = await world.admin.query("select email from suppressions where workspace_id = $1 and email = $2", [
      company.workspaceId,
      stored,
    ]);
    expect(rows).toHaveLength(1);
  },
);

test.each(PEOPLE)("%j and %j are stored alike at every other door", async (...[one, other, stored]) => {
  for (const typed of [one, other]) {
    expect((await addSuppression(company.owner, AddSuppression.parse({ email: typed }))).email).toBe(stored);
    expect(InviteMember.parse({ email: typed, role: "viewer" }).email).toBe(stored);
    expect(SaveBrand.parse({ ...BRAND, sender_email: typed }).sender_email).toBe(stored);
    const cost = { provider: "openai", model: "gpt-4o", tokens_in: 1, tokens_out: 1, contact_email: typed };
    expect(CostEvent.parse(cost).contact_email).toBe(stored);
  }
});

test("stored addresses are lower case in the database's own terms", async () => {
  const typed = ["İzmir@case.example", "ΣΑΣ@case.example", "ẞ@case.example", "ǅ@case.example", "Ꭰ@case.example"];
  const { refused, errors } = await importLeads(company.owner, { file: csvFile(`email\n${typed.join("\n")}\n`) });
  expect({ refused, errors }).toEqual({ refused: 0, errors: [] });
});

test("an address that cannot be read is refused with the invisible character in sight", async () => {
  const { errors } = await importLeads(company.owner, { file: csvFile("email\nve\u00a0ra@case.example\n") });
  expect(errors).toMatchObject([{ row: 2, error: "“ve⟨U+00A0⟩ra@case.example” is not an email address" }]);
});
