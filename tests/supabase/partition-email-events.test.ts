import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recordEvents } from "@/lib/metering/events/record-events";
import { refreshRollups } from "@/lib/metering/metrics/refresh-rollups";
import { createTestWorld, type Company, type TestWorld } from "../factories/test-world";
import { anEvent, webhookOf } from "../lib/metering/events/event-factory";

const PARTS = 8;

let world: TestWorld;
let companies: Company[];
let owner: Client;
beforeAll(async () => {
  world = await createTestWorld();
  companies = [await world.company(), await world.company(), await world.company()];
  // As the operator would: with the login that owns the tables.
  owner = new Client({ connectionString: world.url });
  await owner.connect();
  await owner.query(await readFile("supabase/plans/partition_email_events.sql", "utf8"));
});
afterAll(async () => {
  await owner.end();
  await world.close();
});

const KEPT = randomUUID();
const report = async (company: Company, keys: string[]): Promise<number> => {
  const recorded = await recordEvents(
    webhookOf(company),
    keys.map((idempotency_key) => anEvent({ idempotency_key, step: 1 })),
  );
  return recorded.filter((result) => "event_id" in result && !result.deduped).length;
};
const keys = (count: number): string[] => Array.from({ length: count }, () => randomUUID());

/** The indexes; the primary key gains the column by which the table is partitioned. */
async function indexes(): Promise<string[]> {
  const { rows } = await world.admin.query<{ definition: string }>(
    `select regexp_replace(indexdef, '^.* USING ', case when indexdef like 'CREATE UNIQUE%' then 'unique ' else '' end) as definition
     from pg_indexes where tablename = 'email_events' and indexname <> 'email_events_pkey' and indexname <> 'email_events_next_pkey'
     order by definition`,
  );
  return rows.map(({ definition }) => definition);
}

test("a table is split while events arrive: nothing lost, nothing doubled, one part a query, walls as before", async () => {
  const [mine, theirs] = companies as [Company, Company];
  const indexed = await indexes();
  let stored = await report(mine, [KEPT, ...keys(999)]);
  for (const company of companies) stored += await report(company, keys(1_000));

  let splitting = true;
  const arriving = (async (): Promise<number> => {
    let count = 0;
    while (splitting) for (const company of companies) count += await report(company, keys(20));
    return count;
  })();
  await owner.query(`call private.partition_email_events(${PARTS}, 500)`).finally(() => (splitting = false));
  stored += await arriving;

  const { rows } = await world.admin.query<{ n: number; mails: number; parts: number }>(
    `select (select count(*)::int from email_events) as n,
            (select count(*)::int from emails) as mails,
            (select count(*)::int from pg_inherits where inhparent = 'public.email_events'::regclass) as parts`,
  );
  expect(rows[0]).toEqual({ n: stored, mails: stored, parts: PARTS });
  expect(await indexes()).toEqual(indexed);
  // A key stored before is still a duplicate; another workspace's key is not.
  expect(await report(mine, [KEPT])).toBe(0);
  expect(await report(theirs, [KEPT])).toBe(1);
  expect(await refreshRollups(world.system())).toEqual([]);
});

test("a query of one workspace reads one part", async () => {
  const { rows } = await world.admin.query<{ "QUERY PLAN": string }>(
    `explain select count(*) from email_events where workspace_id = '${companies[0]?.workspaceId}' and event_type = 'sent'`,
  );
  const parts = new Set(
    rows.flatMap((row) => row["QUERY PLAN"].match(/email_events_h\d+/g) ?? []).filter((name) => !/_idx/.test(name)),
  );
  expect(parts.size).toBe(1);
});

test("every part has its own forced row-level security, and tenant_role sees its own rows in each", async () => {
  const { rows: open } = await world.admin.query(
    "select relname from pg_class where relname ~ '^email_events' and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)",
  );
  expect(open).toEqual([]);
  const { admin } = world;
  await admin.query("begin");
  await admin.query("select set_config('app.current_workspace_id', $1, true)", [companies[1]?.workspaceId]);
  await admin.query("set local role tenant_role");
  for (const table of ["email_events", ...Array.from({ length: PARTS }, (_, part) => `email_events_h${part}`)]) {
    const { rows } = await admin.query(`select distinct workspace_id from ${table}`);
    expect(rows.filter(({ workspace_id }) => workspace_id !== companies[1]?.workspaceId)).toEqual([]);
  }
  await admin.query("rollback");
});
