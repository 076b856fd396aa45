import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { attributeEvents } from "@/lib/metering/events/attribute-events";
import { recordEvents } from "@/lib/metering/events/record-events";
import type { NewEvent } from "@/lib/metering/events/schemas";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { claimed, draftedPerson, type Person } from "../../outreach/email-world";
import { anEvent, webhookOf } from "./event-factory";

let world: TestWorld;
let company: Company;
/** A person who received the first two emails of a campaign. */
let person: Person;
let messages: { messageId: string }[];
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
  person = await draftedPerson(world, company);
  messages = await sentTwo(person);
});
afterAll(() => world.close());

const sentTwo = ({ leadId }: Person) =>
  Promise.all([1, 2].map((step) => claimed(world, { leadId, step, status: "sent", minutesAgo: 60 })));
const idOf = (step: number): string => messages[step - 1]?.messageId ?? "";

/** The report of the campaign's reply tracker. */
const aReply = (more: Partial<NewEvent> = {}): NewEvent =>
  anEvent({ contact_email: person.email, event_type: "replied", campaign_id: person.campaignId, ...more });

const placesOf = (...events: NewEvent[]) =>
  withTransaction(webhookOf(company), (tx) => attributeEvents(tx, events)).then((drafts) =>
    drafts.map((draft) =>
      "place" in draft ? { campaignId: draft.place.campaignId, step: draft.place.step } : draft.refusal,
    ),
  );

/** A second campaign of the same company, which mails the same person or somebody else. */
async function elsewhere(): Promise<Person> {
  const { rows } = await world.admin.query<{ id: string }>(
    `insert into campaigns (workspace_id, campaign_group_id, name, status)
     select workspace_id, campaign_group_id, 'Second ' || id, 'active' from campaigns where id = $1 returning id`,
    [person.campaignId],
  );
  return draftedPerson(world, company, rows[0]?.id);
}

test.each(["replied", "opt_out", "bounced", "complained"] as const)(
  "%s without a step is of the last mail that went to the person",
  async (event_type) => {
    await recordEvents(webhookOf(company), [aReply({ event_type })]);
    const { rows } = await world.admin.query(
      `select e.step, s.step as counted, e.campaign_id from email_events e
       join daily_stats s on s.campaign_id = e.campaign_id and s.replies + s.opt_outs + s.bounces + s.complaints = 1
       where e.workspace_id = $1`,
      [company.workspaceId],
    );
    expect(rows).toEqual([{ step: 2, counted: 2, campaign_id: person.campaignId }]);
    expect((await world.ledger(company.workspaceId)).at(-1)?.data).toMatchObject({ step: 2 });
  },
);

test("a mail that may have gone out counts as one that did; a draft, a refused and another person's mail do not", async () => {
  const set = (step: number, status: string) =>
    world.admin.query("update genesis.sequence_emails set status = $3 where lead_id = $1 and step = $2", [
      person.leadId,
      step,
      status,
    ]);
  const other = await draftedPerson(world, company, person.campaignId);
  await claimed(world, { leadId: other.leadId, step: 3, status: "sent", minutesAgo: 1 });
  await set(2, "bounced");
  expect(await placesOf(aReply())).toMatchObject([{ step: 1 }]);
  await set(2, "unknown");
  expect(await placesOf(aReply())).toMatchObject([{ step: 2 }]);
  await set(1, "cancelled");
  await set(2, "failed");
  expect(await placesOf(aReply())).toEqual([{ campaignId: person.campaignId, step: null }]);
});

test("a reply belongs to the mail it answers, whichever campaign's tracker saw it and whatever step that named", async () => {
  const { campaignId } = await elsewhere();
  const metadata = { in_reply_to: idOf(1) };
  const reported = [
    aReply({ campaign_id: campaignId, metadata }),
    aReply({ campaign_id: campaignId, metadata: { in_reply_to: ` ${idOf(1).slice(1, -1)}\n` } }),
    aReply({ campaign_id: campaignId, step: 3, metadata }),
    aReply({ campaign_id: null, campaign: "Nobody knows me", metadata }),
    aReply({ campaign_id: null, metadata }),
  ];
  expect(await placesOf(...reported)).toEqual(reported.map(() => ({ campaignId: person.campaignId, step: 1 })));
});

test("the group and the company's ledger are those of the campaign found", async () => {
  const { campaignId } = await elsewhere();
  const group = await world.admin.query<{ id: string }>(
    "insert into campaign_groups (workspace_id, name) values ($1, 'Another') returning id",
    [company.workspaceId],
  );
  await world.admin.query("update campaigns set campaign_group_id = $2 where id = $1", [campaignId, group.rows[0]?.id]);
  await world.admin.query(
    "update campaign_groups set project_id = $2 where id = (select campaign_group_id from campaigns where id = $1)",
    [person.campaignId, company.projectId],
  );
  const [reported, own] = await withTransaction(webhookOf(company), (tx) =>
    attributeEvents(tx, [aReply({ campaign_id: campaignId, metadata: { in_reply_to: idOf(2) } }), aReply()]),
  );
  const place = { campaignId: person.campaignId, projectId: company.projectId, step: 2 };
  expect(own).toMatchObject({ place });
  expect(reported).toMatchObject({ place });
});

test("a returned mail is known by its own message id, a reply never by that", async () => {
  const of = { campaign_id: null, provider_message_id: idOf(1) };
  const found = { campaignId: person.campaignId, step: 1 };
  const unknown = { campaignId: null, step: null };
  expect(
    await placesOf(
      aReply({ ...of, event_type: "bounced" }),
      aReply({ ...of, event_type: "complained", provider_message_id: idOf(1).slice(1, -1) }),
      aReply({ ...of, event_type: "replied" }),
      aReply({ ...of, event_type: "sent" }),
    ),
  ).toEqual([found, found, { campaignId: person.campaignId, step: 2 }, unknown]);
});

test.each([
  ["a very long id", `<${"x".repeat(2_000)}@example.com>`],
  ["another message", "<nobody@example.com>"],
  ["SQL", "' or 1=1 --"],
  ["nothing", ""],
  ["a number", 7],
  ["a list", ["<a@b>"]],
  ["null", null],
])("an answer to %s is an answer to no mail of ours: the last one is meant", async (_, in_reply_to) => {
  const metadata = { in_reply_to };
  expect(await placesOf(aReply({ metadata }), aReply({ step: 1, metadata }))).toEqual([
    { campaignId: person.campaignId, step: 2 },
    { campaignId: person.campaignId, step: 1 },
  ]);
});

test("another workspace's mails are not looked at", async () => {
  const stranger = await world.company();
  const seen = await withTransaction(webhookOf(stranger), (tx) =>
    attributeEvents(tx, [aReply({ campaign_id: null, metadata: { in_reply_to: idOf(1) } })]),
  );
  expect(seen).toMatchObject([{ place: { campaignId: null, step: null } }]);
});

test("a campaign that is not here is refused all the same", async () => {
  const answer = aReply({ campaign_id: randomUUID(), metadata: { in_reply_to: idOf(1) } });
  expect(await placesOf(answer)).toMatchObject([{ code: "campaign.not_found" }]);
});

test("a repetition stays one, also when another mail has gone out since", async () => {
  const message = { provider: "smtp", provider_message_id: "<reply@buyers.example>" };
  const [first] = await recordEvents(webhookOf(company), [aReply(message)]);
  await claimed(world, { leadId: person.leadId, step: 3, status: "sent", minutesAgo: 1 });
  expect(await recordEvents(webhookOf(company), [aReply(message)])).toEqual([{ ...first, deduped: true }]);
});

test("an event that names its campaign and step causes no lookup of emails", async () => {
  const saying = [
    aReply({ step: 1 }),
    aReply({ step: 1, event_type: "bounced", provider_message_id: idOf(1) }),
    aReply({ event_type: "sent" }),
    aReply({ event_type: "opened", metadata: { in_reply_to: idOf(1) } }),
  ];
  await world.admin.query("revoke select on genesis.sequence_emails from tenant_role");
  try {
    expect(await placesOf(...saying)).toMatchObject([{ step: 1 }, { step: 1 }, { step: null }, { step: null }]);
    await expect(placesOf(...saying, aReply())).rejects.toThrow();
  } finally {
    await world.admin.query("grant select on genesis.sequence_emails to tenant_role");
  }
});

test("an event that names no campaign belongs to the one that wrote to the person, and to none where there are two", async () => {
  const bare = (event_type: NewEvent["event_type"]) => anEvent({ contact_email: person.email, event_type });
  const mine = { campaignId: person.campaignId, step: 2 };
  expect(await placesOf(bare("replied"), bare("opt_out"))).toEqual([mine, mine]);
  expect(await placesOf(bare("opened"))).toEqual([{ campaignId: person.campaignId, step: null }]);
  expect(await placesOf(anEvent({ contact_email: "stranger@example.org", event_type: "replied" }))).toEqual([
    { campaignId: null, step: null },
  ]);

  const reported = {
    contact_email: "reported@example.org",
    campaign_id: person.campaignId,
    event_type: "sent",
    step: 1,
  } as const;
  await recordEvents(webhookOf(company), [anEvent(reported)]);
  expect(await placesOf(anEvent({ contact_email: reported.contact_email, event_type: "replied" }))).toEqual([
    { campaignId: person.campaignId, step: 1 },
  ]);

  const second = await elsewhere();
  await recordEvents(webhookOf(company), [anEvent({ ...reported, campaign_id: second.campaignId })]);
  expect(await placesOf(anEvent({ contact_email: reported.contact_email, event_type: "replied" }))).toEqual([
    { campaignId: null, step: null },
  ]);
});
