import { afterAll, beforeAll, expect, test } from "vitest";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { listSuppressions } from "@/lib/outreach/suppressions/list-suppressions";
import type { StopLead } from "@/lib/outreach/suppressions/schemas";
import { stopLead } from "@/lib/outreach/suppressions/stop-lead";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { claimed, draftedPerson, leadStatus, stepsOf } from "../email-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

const stop = (ctx: WorkspaceCtx, input: StopLead) => withTransaction(ctx, (tx) => stopLead(tx, input));
const reasonFor = async (email: string) =>
  (await listSuppressions(company.owner, { limit: 200 })).data.find((row) => row.email === email)?.reason;

test("a reply ends the sequence without suppressing the address", async () => {
  const { leadId, email } = await draftedPerson(world, company);
  await claimed(world, { leadId, step: 1, status: "sent", minutesAgo: 5 });
  expect(await stop(company.owner, { email, status: "replied" })).toEqual({
    newlySuppressed: false,
    leadChanged: true,
    cancelledDrafts: 2,
  });
  expect([await leadStatus(world, leadId), await reasonFor(email)]).toEqual(["replied", undefined]);
  expect(await stepsOf(world, leadId)).toEqual(["sent", "cancelled", "cancelled"]);
});

test.each([
  ["opted_out", "opt_out"],
  ["complained", "complained"],
  ["bounced", "hard_bounce"],
] as const)("%s suppresses the address as %s, whatever the case it is written in", async (status, reason) => {
  const { leadId, email } = await draftedPerson(world, company);
  expect(await stop(company.owner, { email: email.toUpperCase(), status, reason })).toMatchObject({
    newlySuppressed: true,
    cancelledDrafts: 3,
  });
  expect([await leadStatus(world, leadId), await reasonFor(email)]).toEqual([status, reason]);
});

test("a status is never replaced by a weaker one, and repeating changes nothing", async () => {
  const { leadId, email } = await draftedPerson(world, company);
  await stop(company.owner, { email, status: "opted_out", reason: "opt_out" });
  const nothing = { newlySuppressed: false, leadChanged: false, cancelledDrafts: 0 };
  expect(await stop(company.owner, { email, status: "replied" })).toEqual(nothing);
  expect(await stop(company.owner, { email, status: "bounced", reason: "hard_bounce" })).toEqual(nothing);
  expect([await leadStatus(world, leadId), await reasonFor(email)]).toEqual(["opted_out", "opt_out"]);
  await stop(company.owner, { email, status: "complained", reason: "complained" });
  expect([await leadStatus(world, leadId), await reasonFor(email)]).toEqual(["complained", "complained"]);
});

test("an address that is no lead is suppressed all the same", async () => {
  expect(await stop(company.owner, { email: "nobody@example.net", status: "opted_out", reason: "opt_out" })).toEqual({
    newlySuppressed: true,
    leadChanged: false,
    cancelledDrafts: 0,
  });
});

test("a claimed mail is not touched: it may be on its way", async () => {
  const { leadId, email } = await draftedPerson(world, company);
  await claimed(world, { leadId, step: 1, status: "claimed", minutesAgo: 0 });
  await stop(company.owner, { email, status: "opted_out", reason: "opt_out" });
  expect(await stepsOf(world, leadId)).toEqual(["claimed", "cancelled", "cancelled"]);
});

test("another workspace reaches nobody here", async () => {
  const { leadId, email } = await draftedPerson(world, company);
  expect(await stop(company.stranger, { email, status: "opted_out", reason: "opt_out" })).toMatchObject({
    leadChanged: false,
    cancelledDrafts: 0,
  });
  expect([await leadStatus(world, leadId), await reasonFor(email)]).toEqual(["active", undefined]);
});

test("nothing stays when the transaction fails", async () => {
  const { leadId, email } = await draftedPerson(world, company);
  const failing = withTransaction(company.owner, async (tx) => {
    await stopLead(tx, { email, status: "opted_out", reason: "opt_out" });
    throw new Error("later");
  });
  await expect(failing).rejects.toThrow("later");
  expect([await leadStatus(world, leadId), await reasonFor(email)]).toEqual(["active", undefined]);
});
