import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { recordEvents } from "@/lib/metering/events/record-events";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { campaignIn } from "../../../factories/campaigns";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { addLead, anEvent, setTimeZone, traces, webhookOf } from "./event-factory";

let world: TestWorld;
let company: Company;
let webhook: WorkspaceCtx;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
  webhook = webhookOf(company);
});
afterAll(() => world.close());

const leadStatus = async (email: string): Promise<string | undefined> => {
  const { rows } = await world.admin.query<{ status: string }>(
    "select status from genesis.leads where workspace_id = $1 and email = $2",
    [company.workspaceId, email],
  );
  return rows[0]?.status;
};

test("a sent mail leaves contact, mail record, day count and a readable ledger line", async () => {
  const { campaignId, name } = await campaignIn(world, company, "active");
  const [recorded] = await recordEvents(webhook, [
    anEvent({ campaign_id: campaignId, step: 1, provider: "smtp", provider_message_id: "m-1" }),
  ]);
  expect(recorded).toMatchObject({ deduped: false, event_id: expect.any(String) });
  expect(await traces(world, company)).toMatchObject({
    events: 1,
    contacts: 1,
    emails: 1,
    counted: 1,
    lines: 1,
    notifications: 0,
  });
  expect((await world.ledger(company.workspaceId)).at(-1)).toMatchObject({
    event_type: "email.sent",
    message: `Email 1 was sent to a•••@example.com (${name}).`,
    actor_type: "webhook",
  });
});

test.each([
  ["replied", "replied", 0],
  ["opt_out", "opted_out", 1],
  ["bounced", "bounced", 1],
  ["complained", "complained", 1],
] as const)("%s ends the person's sequences and tells the founders", async (event_type, status, suppressions) => {
  await addLead(world, company, "ada@example.com");
  await recordEvents(webhook, [anEvent({ event_type })]);
  expect(await leadStatus("ada@example.com")).toBe(status);
  expect(await traces(world, company)).toMatchObject({ notifications: 1, suppressions, counted: 1, lines: 1 });
});

test("a soft bounce is counted but the person stays mailable", async () => {
  await addLead(world, company, "ada@example.com");
  await recordEvents(webhook, [anEvent({ event_type: "bounced", metadata: { bounce_type: "soft" } })]);
  expect(await leadStatus("ada@example.com")).toBe("active");
  expect(await traces(world, company)).toMatchObject({ suppressions: 0, counted: 1 });
});

test("a test event is stored and has no consequence", async () => {
  await addLead(world, company, "ada@example.com");
  await recordEvents(webhook, [anEvent({ event_type: "opt_out", is_test: true }), anEvent({ is_test: true })]);
  expect(await leadStatus("ada@example.com")).toBe("active");
  expect(await traces(world, company)).toMatchObject({
    events: 2,
    emails: 0,
    notifications: 0,
    suppressions: 0,
    counted: 0,
    lines: 0,
  });
});

test("a test event never stands for a real one with the same keys, nor a real one for a test", async () => {
  await addLead(world, company, "ada@example.com");
  const real = anEvent({ event_type: "opt_out", provider: "smtp", provider_message_id: "<1@example.com>" });
  const test = { ...real, is_test: true };
  const answers = (await recordEvents(webhook, [test, real, test, real])) as { event_id: string; deduped: boolean }[];
  expect(answers.map(({ deduped }) => deduped)).toEqual([false, false, true, true]);
  expect(answers.map(({ event_id }) => event_id).slice(2)).toEqual(answers.map(({ event_id }) => event_id).slice(0, 2));
  expect(await leadStatus("ada@example.com")).toBe("opted_out");
  expect(await traces(world, company)).toMatchObject({ events: 2, suppressions: 1, counted: 1, lines: 1 });
});

test("100 identical at once are one event, and every answer names it", async () => {
  await addLead(world, company, "ada@example.com");
  const event = anEvent({ event_type: "replied" });
  const answers = (await Promise.all(Array.from({ length: 100 }, () => recordEvents(webhook, [event])))).flat();
  expect(new Set(answers.map((answer) => "event_id" in answer && answer.event_id)).size).toBe(1);
  expect(answers.filter((answer) => "deduped" in answer && !answer.deduped)).toHaveLength(1);
  expect(await traces(world, company)).toMatchObject({
    events: 1,
    contacts: 1,
    notifications: 1,
    counted: 1,
    lines: 1,
  });
});

test("the same provider message, type and step under another key is the same event", async () => {
  const message = { provider: "smtp", provider_message_id: "m-7", step: 2 };
  const [first] = await recordEvents(webhook, [anEvent(message)]);
  const again = await recordEvents(webhook, [
    anEvent(message),
    anEvent({ ...message, event_type: "delivered" }),
    anEvent({ ...message, step: 3 }),
  ]);
  expect(again[0]).toEqual({ ...first, deduped: true });
  expect(again.slice(1)).toEqual([
    expect.objectContaining({ deduped: false }),
    expect.objectContaining({ deduped: false }),
  ]);
});

test("batches that share keys and messages in opposite order all end, each thing stored once", async () => {
  const keys = Array.from({ length: 60 }, (_, index) => `k-${index}`);
  const batch = (shift: number) =>
    keys.map((key, index) => {
      const message = shift === 0 ? index : keys.length - 1 - index;
      return anEvent({
        idempotency_key: shift === 0 ? key : `${key}-b`,
        contact_email: `${message}@example.com`,
        provider_message_id: `m-${message}`,
      });
    });
  const runs = Array.from({ length: 6 }, (_, index) =>
    recordEvents(webhook, index % 2 ? batch(1).toReversed() : batch(0)),
  );
  await Promise.all(runs);
  const { rows } = await world.admin.query(
    "select count(*)::int as n, count(distinct event_key)::int as messages from email_events where workspace_id = $1",
    [company.workspaceId],
  );
  expect(rows[0]).toEqual({ n: 60, messages: 60 });
  expect(await traces(world, company)).toMatchObject({ counted: 60, lines: 60 });
});

test("a day is a day of the workspace's time zone", async () => {
  await setTimeZone(world, company, "Pacific/Auckland");
  await recordEvents(webhook, [
    anEvent({ event_ts: "2026-01-31T12:00:00Z" }),
    anEvent({ event_ts: "2026-01-31T10:59:59Z" }),
  ]);
  const { rows } = await world.admin.query(
    "select day::text, sends from daily_stats where workspace_id = $1 order by day",
    [company.workspaceId],
  );
  expect(rows).toEqual([
    { day: "2026-01-31", sends: 1 },
    { day: "2026-02-01", sends: 1 },
  ]);
});

test("campaigns are found by name; an unknown name is kept and unattributed; an unknown id is refused", async () => {
  const { campaignId, name } = await campaignIn(world, company, "active");
  const results = await recordEvents(webhook, [
    anEvent({ campaign: name.toUpperCase() }),
    anEvent({ campaign: "Nobody knows me" }),
    anEvent({ campaign_id: randomUUID() }),
  ]);
  expect(results[2]).toMatchObject({ code: "campaign.not_found" });
  const { rows } = await world.admin.query(
    "select campaign_id, campaign_name from email_events where workspace_id = $1 order by campaign_name",
    [company.workspaceId],
  );
  expect(rows).toEqual([
    { campaign_id: campaignId, campaign_name: name.toUpperCase() },
    { campaign_id: null, campaign_name: "Nobody knows me" },
  ]);
});

test("a report by message id settles a mail whose outcome was unknown", async () => {
  const { campaignId } = await campaignIn(world, company, "active");
  const leadId = await addLead(world, company, "ada@example.com");
  await world.admin.query(
    `insert into genesis.sequence_emails (workspace_id, campaign_id, lead_id, step, to_email, subject, body, draft_source, status, claim_id, claimed_at, message_id)
     values ($1, $2, $3, 1, 'ada@example.com', 's', 'b', 'x', 'unknown', gen_random_uuid(), now(), '<abc@example.com>')`,
    [company.workspaceId, campaignId, leadId],
  );
  await recordEvents(webhook, [anEvent({ campaign_id: campaignId, step: 1, provider_message_id: "abc@example.com" })]);
  const { rows } = await world.admin.query(
    "select status, sent_at is not null as sent from genesis.sequence_emails where workspace_id = $1",
    [company.workspaceId],
  );
  expect(rows).toEqual([{ status: "sent", sent: true }]);
});

test("another workspace's campaign is not here", async () => {
  const { campaignId } = await campaignIn(world, company, "active");
  const elsewhere = await world.company();
  expect(await recordEvents(webhookOf(elsewhere), [anEvent({ campaign_id: campaignId })])).toMatchObject([
    { code: "campaign.not_found" },
  ]);
  expect(await traces(world, company)).toMatchObject({ events: 0 });
  expect(await traces(world, elsewhere)).toMatchObject({ events: 0, contacts: 0 });
});

test("a viewer may not", async () => {
  await expect(recordEvents(company.viewer, [anEvent()])).rejects.toMatchObject({ code: "permission.missing" });
  expect(await traces(world, company)).toMatchObject({ events: 0 });
});

test("when the last side effect fails, nothing of the event is written", async () => {
  await world.admin.query("revoke insert on daily_stats from tenant_role");
  await expect(recordEvents(webhook, [anEvent({ event_type: "replied" })])).rejects.toThrow();
  await world.admin.query("grant insert on daily_stats to tenant_role");
  expect(await traces(world, company)).toMatchObject({
    events: 0,
    contacts: 0,
    notifications: 0,
    counted: 0,
    lines: 0,
  });
});

test("a message id of a provider is told apart by recipient, and a bounce by whether it is final", async () => {
  const of = (more: Parameters<typeof anEvent>[0]) =>
    anEvent({ provider: "smtp", provider_message_id: "shared-1", ...more });
  const [ann, bob] = ["ann.shared@example.org", "bob.shared@example.org"];
  const soft = of({ contact_email: ann, event_type: "bounced", metadata: { bounce_type: "soft" } });
  const answers = await recordEvents(webhook, [
    of({ contact_email: ann, event_type: "complained" }),
    of({ contact_email: bob, event_type: "complained" }),
    soft,
    of({ contact_email: ann, event_type: "bounced", metadata: { bounce_type: "hard" } }),
    { ...soft, idempotency_key: "again" },
  ]);
  const deduped = answers.map((answer) => "deduped" in answer && answer.deduped);
  const [, , first, , again] = deduped;
  // One of the two that are the same is stored, whichever.
  expect([first, again].toSorted()).toEqual([false, true]);
  expect(deduped.toSpliced(2, 1).slice(0, 3)).toEqual([false, false, false]);
});
