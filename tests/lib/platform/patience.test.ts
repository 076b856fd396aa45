import { sql } from "kysely";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rotateKeys } from "@/lib/operations/governance/rotate-keys";
import { rebuildDailyStats } from "@/lib/metering/metrics/rebuild-daily-stats";
import { createLeadsPartition } from "@/lib/outreach/leads/create-leads-partition";
import { refreshRollups } from "@/lib/metering/metrics/refresh-rollups";
import { answerLimitMs, patiently } from "@/lib/platform/patience";
import { withReadTransaction, withServiceTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../factories/test-world";
import { waitFor } from "../../support/wait-for";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  // As impatient as nobody is, so that this need not last long.
  const url = new URL(world.url);
  url.searchParams.set("options", "-c statement_timeout=400ms");
  process.env.DATABASE_URL = url.href;
  company = await world.company();
});
afterAll(() => world.close());

const inService = (seconds: number | null): Promise<unknown> => {
  const ask = () =>
    withServiceTransaction(world.system(), async (tx) => {
      const { rows } = await sql<{ limit: string }>`select current_setting('statement_timeout') as limit`.execute(
        tx.db,
      );
      return [rows[0]?.limit, answerLimitMs()];
    });
  return seconds === null ? ask() : patiently(seconds, ask);
};

test("the database hears how long a statement may take, the client waits a little longer, and afterwards all is as before", async () => {
  expect(await inService(900)).toEqual(["15min", 905_000]);
  expect(await inService(null)).toEqual(["400ms", 25_000]);
});

test("a statement that takes longer is ended by the database: worth another try, and its connection is good", async () => {
  const slow = (): Promise<unknown> =>
    withReadTransaction(company.owner, (tx) => sql`select pg_sleep(0.8)`.execute(tx.db));
  await expect(slow()).rejects.toMatchObject({ kind: "unavailable", cause: { code: "57014" } });
  await expect(patiently(5, slow)).resolves.toBeDefined();
});

/** Holds everything these need for longer than a statement may usually take. */
async function whileHeld(tables: string, work: () => Promise<unknown>): Promise<unknown> {
  const holder = new Client({ connectionString: world.adminUrl });
  await holder.connect();
  await holder.query(`begin; lock table ${tables} in access exclusive mode`);
  const done = work();
  done.catch(() => undefined);
  await waitFor(
    async () => {
      const { rowCount } = await world.admin.query(
        "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query_start < now() - interval '700 ms'",
      );
      return rowCount === 1;
    },
    { what: "a statement waits for longer than the usual limit", everyMs: 50, withinMs: 5_000 },
  ).finally(() => holder.end());
  return done;
}

test.each<[string, string, () => Promise<unknown>]>([
  ["recounting the rollups", "llm_usage", () => refreshRollups(world.system())],
  ["rebuilding a company's days", "email_events", () => rebuildDailyStats(company.job)],
  ["making a partition", "genesis.leads", () => createLeadsPartition(company.job)],
  ["rotating the keys", "genesis.credential_store", () => rotateKeys(world.system())],
])("%s may take long", async (_what, tables, work) => {
  await expect(whileHeld(tables, work)).resolves.not.toBeInstanceOf(Error);
});
