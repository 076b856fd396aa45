import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { getSequence } from "@/lib/outreach/sequence/get-sequence";
import { createEngineWorld, type EngineWorld, type Sender } from "./engine-world";
import { exact, leadOf, prepare, saveSteps } from "./steps";

let world: EngineWorld;
let sender: Sender;
beforeAll(async () => {
  world = await createEngineWorld();
});
beforeEach(async () => {
  sender = await world.sender();
});
afterAll(() => world.close());

const read = (ctx = sender.company.owner) => getSequence(ctx, { campaignId: sender.campaignId });

test("a new campaign has three emails by the model, the later two in the thread of the first", async () => {
  await leadOf(world, sender, { custom: { "Team Size": "3", Company: "Acme" } });
  const { steps, variables, results } = await read();
  expect(steps.map(({ mode, same_thread }) => [mode, same_thread])).toEqual([
    ["model", false],
    ["model", true],
    ["model", true],
  ]);
  expect(variables.filter(({ of }) => of === "imported")).toEqual([{ name: "team_size", of: "imported" }]);
  expect(results).toEqual([]);
});

test("a saved sequence is read as it was written", async () => {
  const step = exact({
    subject: "{{company|x}}",
    variants: [{ subject: "B", body: "{{ First Name }}", instructions: "" }],
  });
  await saveSteps(sender, [step, exact({ body: "Another text", delay_days: 5, same_thread: false })], {
    signature: "",
  });
  const { steps, signature } = await read();
  expect(steps).toMatchObject([
    { ...step, delay_days: 0, same_thread: false },
    { delay_days: 5, same_thread: false },
  ]);
  expect(signature).toBe("");
});

test("each text counts what became of it, and says nothing about which is better below 200 sent", async () => {
  await saveSteps(sender, [exact({ variants: ["B", "C", "D"].map((body) => ({ subject: body, body })) })]);
  await world.admin.query(
    "insert into genesis.leads (workspace_id, email) select $1, 'p' || n || '@example.org' from generate_series(1, 900) n",
    [sender.company.workspaceId],
  );
  await prepare(sender);
  const { rows } = await world.admin.query<{ variant: number; emails: string[] }>(
    `select variant, array_agg(to_email order by to_email) as emails from genesis.sequence_emails where campaign_id = $1
     group by variant order by variant`,
    [sender.campaignId],
  );
  expect(rows.map(({ variant }) => variant)).toEqual([1, 2, 3, 4]);
  for (const { emails } of rows) expect(emails.length).toBeGreaterThan(170);

  await world.admin.query(
    `update genesis.sequence_emails set status = 'sent', sent_at = now()
     where campaign_id = $1 and (variant = 1 or variant = 2 and to_email = any ($2))`,
    [sender.campaignId, rows[1]?.emails.slice(0, 199)],
  );
  const answered = rows[0]!.emails.slice(0, 21);
  await world.admin.query(
    `with person as (
       insert into contacts (workspace_id, email) select $1, unnest($2::text[]) returning id, email
     ), event as (select unnest(array['replied', 'replied', 'opened']) as kind)
     insert into email_events (workspace_id, contact_id, contact_email, event_type, idempotency_key, campaign_id, step, event_ts)
     select $1, person.id, person.email, event.kind, gen_random_uuid()::text, $3, 1, now() from person, event`,
    [sender.company.workspaceId, answered, sender.campaignId],
  );
  const sent = rows[0]!.emails.length;
  expect((await read()).results).toEqual([
    {
      step: 1,
      variant: 1,
      sent,
      replied: 21,
      opted_out: 0,
      bounced: 0,
      reply_percent: sent < 200 ? null : Math.round(21_000 / sent) / 10,
    },
    {
      step: 1,
      variant: 2,
      sent: Math.min(199, rows[1]!.emails.length),
      replied: 0,
      opted_out: 0,
      bounced: 0,
      reply_percent: null,
    },
  ]);
});

test("a reader may look; another workspace's campaign is not found", async () => {
  expect(await read(sender.company.viewer)).toMatchObject({ campaign_id: sender.campaignId });
  await expect(read(sender.company.stranger)).rejects.toMatchObject({ code: "campaign.not_found" });
  await expect(getSequence(sender.company.owner, { campaignId: randomUUID() })).rejects.toMatchObject({
    code: "campaign.not_found",
  });
});
