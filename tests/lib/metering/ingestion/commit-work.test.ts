import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recordEvents } from "@/lib/metering/ingestion/record-events";
import type { NewEvent } from "@/lib/metering/ingestion/schemas";
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
  await world.admin.query("analyze contacts, campaigns");
  return { company, campaign: name };
}

async function rowsRead({ db }: TxCtx): Promise<Map<string, number>> {
  const { rows } = await sql<{ table: string; read: number }>`
    select relname as table, seq_tup_read + coalesce(idx_tup_fetch, 0) as read from pg_stat_xact_user_tables`.execute(
    db,
  );
  return new Map(rows.map(({ table, read }) => [table, read]));
}

/** How many rows of each table the database looks at to store these. */
const workOf = (company: Company, events: readonly NewEvent[]): Promise<Map<string, number>> =>
  withTransaction(webhookOf(company), async (tx) => {
    const before = await rowsRead(tx);
    await recordEvents(tx, events);
    const after = await rowsRead(tx);
    return new Map([...after].map(([table, read]) => [table, read - (before.get(table) ?? 0)]));
  });

test("storing an event reads as few rows in a company with 50,000 contacts as in one with 100", async () => {
  const works: Map<string, number>[] = [];
  for (const contacts of [100, 50_000]) {
    const { company, campaign } = await companyWith(contacts);
    const events = (["sent", "delivered", "replied"] as const).map((event_type, step) =>
      anEvent({ event_type, campaign, step: step + 1, contact_email: `person-${step + 1}@example.com` }),
    );
    works.push(await workOf(company, events));
  }
  const [few, many] = works as [Map<string, number>, Map<string, number>];
  // A table of a hundred rows is read as a whole, and that is right.
  expect(few.get("contacts")).toBeGreaterThan(0);
  expect(many.get("contacts")).toBeLessThan(20);
  for (const [table, read] of many) expect([table, read <= Math.max(few.get(table) ?? 0, 20)]).toEqual([table, true]);
});
