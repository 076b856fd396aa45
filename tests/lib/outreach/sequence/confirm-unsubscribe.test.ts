import { afterAll, beforeAll, expect, test } from "vitest";
import { confirmUnsubscribe } from "@/lib/outreach/sequence/confirm-unsubscribe";
import { findUnsubscribe } from "@/lib/outreach/sequence/find-unsubscribe";
import { listSuppressions } from "@/lib/outreach/suppressions/list-suppressions";
import { saveBrand } from "@/lib/company/profile/save-brand";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { BRAND, claimed, draftedPerson, isMailable, leadStatus, stepsOf, unsubscribeToken } from "../email-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
  await saveBrand(company.owner, BRAND);
});
afterAll(() => world.close());

const optOutJobs = async (leadId: string): Promise<Record<string, unknown>[]> => {
  const jobs = await world.jobs(company.workspaceId);
  return jobs
    .filter(({ name }) => name === "ingestion.record_event")
    .map(({ data }) => data.event as Record<string, unknown>)
    .filter(({ idempotency_key }) => String(idempotency_key).includes(leadId));
};

test("the person is suppressed, the lead stopped, drafts cancelled, the ledger and the event written", async () => {
  const person = await draftedPerson(world, company);
  await claimed(world, { leadId: person.leadId, step: 1, status: "sent", minutesAgo: 60 });
  const token = await unsubscribeToken(world, company, person);
  expect(await isMailable(world, person.leadId)).toBe(true);

  const link = await confirmUnsubscribe(world.system(), token);
  expect(link).toEqual({
    companyName: "Bright & Söhne",
    maskedEmail: "j•••@example.org",
    unsubscribed: true,
    already: false,
  });
  expect(await leadStatus(world, person.leadId)).toBe("opted_out");
  expect(await stepsOf(world, person.leadId)).toEqual(["sent", "cancelled", "cancelled"]);
  expect(await isMailable(world, person.leadId)).toBe(false);
  const { data } = await listSuppressions(company.owner, { limit: 200 });
  expect(data.find(({ email }) => email === person.email)).toMatchObject({ reason: "opt_out", source: "link" });
  const line = (await world.ledger(company.workspaceId)).at(-1);
  expect(line).toMatchObject({
    event_type: "unsubscribe.confirmed",
    actor_type: "recipient",
    data: { leadId: person.leadId },
  });
  expect(line?.message).toContain("2 waiting emails were cancelled");
  expect(line?.message).not.toContain(person.email);
  expect(await optOutJobs(person.leadId)).toEqual([
    expect.objectContaining({
      contact_email: person.email,
      event_type: "opt_out",
      campaign_id: person.campaignId,
      idempotency_key: `${company.workspaceId}:${person.leadId}:${person.campaignId}:opt_out`,
    }),
  ]);
});

test("a second campaign of the workspace does not mail them either", async () => {
  const person = await draftedPerson(world, company);
  const token = await unsubscribeToken(world, company, person);
  const second = await world.admin.query<{ id: string }>(
    `insert into campaigns (workspace_id, campaign_group_id, name, status)
     select workspace_id, campaign_group_id, 'Second ' || id, 'active' from campaigns where id = $1 returning id`,
    [person.campaignId],
  );
  await world.admin.query(
    `insert into genesis.sequence_emails (workspace_id, campaign_id, lead_id, step, to_email, subject, body, draft_source)
     values ($1, $2, $3, 1, $4, 'Hello', 'Text', 'offline planner')`,
    [company.workspaceId, second.rows[0]?.id, person.leadId, person.email],
  );
  await confirmUnsubscribe(world.system(), token);
  expect(await stepsOf(world, person.leadId)).toEqual(["cancelled", "cancelled", "cancelled", "cancelled"]);
});

test("twice, even at once, is once: one line, one event", async () => {
  const person = await draftedPerson(world, company);
  const token = await unsubscribeToken(world, company, person);
  const answers = await Promise.all([1, 2, 3].map(() => confirmUnsubscribe(world.system(), token)));
  expect(answers.map((answer) => answer?.already).sort()).toEqual([false, true, true]);
  expect(await confirmUnsubscribe(world.system(), token)).toMatchObject({ already: true, unsubscribed: true });
  expect(await optOutJobs(person.leadId)).toHaveLength(1);
  const lines = (await world.ledger(company.workspaceId)).filter(({ data }) => data.leadId === person.leadId);
  expect(lines).toHaveLength(1);
});

test("a repeated click suppresses again what somebody took off the list", async () => {
  const person = await draftedPerson(world, company);
  const token = await unsubscribeToken(world, company, person);
  await confirmUnsubscribe(world.system(), token);
  await world.admin.query("delete from suppressions where email = $1", [person.email]);
  await confirmUnsubscribe(world.system(), token);
  const { data } = await listSuppressions(company.owner, { limit: 200 });
  expect(data.some(({ email }) => email === person.email)).toBe(true);
});

test.each(["", "0".repeat(48), "nonsense", "a\u0000b", "' or 1=1 --"])(
  "an unknown link %j changes nothing",
  async (token) => {
    const before = await world.ledger(company.workspaceId);
    expect(await confirmUnsubscribe(world.system(), token)).toBeNull();
    expect(await world.ledger(company.workspaceId)).toEqual(before);
  },
);

test("only the workspace of the link is touched", async () => {
  const other = await world.company();
  const [here, there] = [await draftedPerson(world, company), await draftedPerson(world, other)];
  await world.admin.query("update genesis.leads set email = $2 where id = $1", [there.leadId, here.email]);
  await confirmUnsubscribe(world.system(), await unsubscribeToken(world, company, here));
  expect(await leadStatus(world, there.leadId)).toBe("active");
  expect((await listSuppressions(other.owner, { limit: 200 })).data).toEqual([]);
});

test("a frozen workspace still honours an opt-out", async () => {
  const frozen = await world.company();
  const person = await draftedPerson(world, frozen);
  const token = await unsubscribeToken(world, frozen, person);
  await world.admin.query("update workspaces set status = 'frozen' where id = $1", [frozen.workspaceId]);
  expect(await confirmUnsubscribe(world.system(), token)).toMatchObject({ unsubscribed: true });
  expect(await leadStatus(world, person.leadId)).toBe("opted_out");
});

test("when the event cannot be enqueued, nothing is written and the link still works afterwards", async () => {
  const person = await draftedPerson(world, company);
  const token = await unsubscribeToken(world, company, person);
  await expect(world.withoutQueue(() => confirmUnsubscribe(world.system(), token))).rejects.toThrow();
  expect(await leadStatus(world, person.leadId)).toBe("active");
  expect(await stepsOf(world, person.leadId)).toEqual(["drafted", "drafted", "drafted"]);
  expect(await findUnsubscribe(world.system(), token)).toMatchObject({ unsubscribed: false });
  expect(await confirmUnsubscribe(world.system(), token)).toMatchObject({ already: false });
});
