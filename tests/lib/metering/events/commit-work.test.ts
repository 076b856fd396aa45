import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recordEvents } from "@/lib/metering/events/record-events";
import type { NewEvent } from "@/lib/metering/events/schemas";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { campaignIn } from "../../../factories/campaigns";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { anEvent, webhookOf } from "./event-factory";

const CAMPAIGNS = 300;

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

/** A company with so many contacts, and many campaigns; the planner knows. */
async function companyWith(contacts: number): Promise<{ company: Company; campaign: string }> {
  const company = await world.company();
  await world.admin.query(
    "insert into contacts (workspace_id, email) select $1, 'person-' || n || '@example.com' from generate_series(1, $2::int) n",
    [company.workspaceId, contacts],
  );
  const { name, campaignId } = await campaignIn(world, company, "active");
  await world.admin.query(
    `insert into campaigns (workspace_id, campaign_group_id, name)
     select workspace_id, campaign_group_id, 'Campaign ' || n from campaigns, generate_series(1, $2::int) n where id = $1`,
    [campaignId, CAMPAIGNS],
  );
  await world.admin.query(
    `insert into genesis.sequence_emails (workspace_id, campaign_id, lead_id, step, to_email, subject, body, draft_source, status, message_id)
     select $1, $2, gen_random_uuid(), 1, 'person-' || n || '@example.com', 'Hello', 'Hello', 'test', 'unknown', '<m-' || n || '>'
     from generate_series(1, $3::int) n`,
    [company.workspaceId, campaignId, contacts / 10],
  );
  await world.admin.query("analyze contacts, campaigns, genesis.sequence_emails");
  return { company, campaign: name };
}

async function rowsRead({ db }: TxCtx): Promise<Map<string, number>> {
  const { rows } = await sql<{ table: string; read: number }>`
    select relname as table, seq_tup_read + coalesce(idx_tup_fetch, 0) as read from pg_stat_xact_user_tables`.execute(
    db,
  );
  return new Map(rows.map(({ table, read }) => [table, read]));
}

/** One event of each kind that reads something of its own. */
const someEvents = (campaign: string): NewEvent[] =>
  (["sent", "delivered", "replied"] as const).map((event_type, step) =>
    anEvent({
      event_type,
      campaign,
      step: step + 1,
      contact_email: `person-${step + 1}@example.com`,
      provider_message_id: event_type === "sent" ? `m-${randomUUID()}` : null,
    }),
  );

/** More often than Postgres plans a prepared statement for its values: from then on its plan is for any. */
const UNTIL_GENERIC = 8;

/** How many rows of each table the database looks at to store some events. */
const workOf = (company: Company, campaign: string): Promise<Map<string, number>> =>
  withTransaction(webhookOf(company), async (tx) => {
    for (let time = 0; time < UNTIL_GENERIC; time += 1) await recordEvents(tx, someEvents(campaign));
    const before = await rowsRead(tx);
    await recordEvents(tx, someEvents(campaign));
    const after = await rowsRead(tx);
    const { rows } =
      await sql`select from pg_prepared_statements where name = 'insert_events' and generic_plans > 0`.execute(tx.db);
    expect(rows).toHaveLength(1);
    return new Map([...after].map(([table, read]) => [table, read - (before.get(table) ?? 0)]));
  });

test("storing events reads as few rows in a company with 50,000 contacts as in one with 100, by plans for any values too", async () => {
  const works: Map<string, number>[] = [];
  for (const contacts of [100, 50_000]) {
    const { company, campaign } = await companyWith(contacts);
    works.push(await workOf(company, campaign));
  }
  const [few, many] = works as [Map<string, number>, Map<string, number>];
  // A table of a hundred rows is read as a whole, and that is right.
  expect(few.get("contacts")).toBeGreaterThan(0);
  expect(many.get("contacts")).toBeLessThan(20);
  expect(many.get("sequence_emails")).toBeLessThan(20);
  for (const [table, read] of many) expect([table, read <= Math.max(few.get(table) ?? 0, 20)]).toEqual([table, true]);
});
