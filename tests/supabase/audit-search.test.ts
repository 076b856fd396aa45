import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
} from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ListAuditLinesQuery, ListLoginsQuery } from "@/lib/foundation/audit/schemas";
import { selectAuditLines, selectLogins } from "@/lib/foundation/audit/store-lines";
import type { Tables } from "@/lib/platform/db";
import type { ServiceTx } from "@/lib/platform/transaction";
import { createTestWorld, type TestWorld } from "../factories/test-world";

const LINES = 6_000;

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
  await world.admin.query(
    `insert into governance_audit_log (actor_type, actor_id, action, target_type, target_id, reason, address)
     select 'admin', 'user_' || md5(n::text), 'workspace.frozen', 'workspace', gen_random_uuid()::text,
       case when n = 77 then 'Complaint of Needle & Sons' else 'spam complaint ' || md5((n + 1)::text) end, '203.0.113.' || n % 250
     from generate_series(1, $1::int) as n`,
    [LINES],
  );
  await world.admin.query(
    `insert into login_audit (user_id, email, event_type, ip_address, user_agent, occurred_at)
     select 'user_' || md5(n::text), case when n = 77 then 'needle@founders.example' else md5(n::text) || '@founders.example' end,
       'signed_in', '203.0.113.' || n % 250, 'Mozilla/5.0', now()
     from generate_series(1, $1::int) as n`,
    [LINES],
  );
  await world.admin.query("vacuum analyze governance_audit_log, login_audit");
});
afterAll(() => world.close());

/** The statement that a store sends, caught on its way to no database. */
async function statementOf(read: (tx: ServiceTx) => Promise<unknown>): Promise<CompiledQuery> {
  const sent: CompiledQuery[] = [];
  const db = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (of) => new PostgresIntrospector(of),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    log: ({ query }) => void sent.push(query),
  });
  await read({ ...world.system(), db } as unknown as ServiceTx);
  const [statement] = sent;
  if (!statement) throw new Error("nothing was asked");
  return statement;
}

const search = { search: "NEEDLE", limit: 50 };
const READS: [string, string, (tx: ServiceTx) => Promise<unknown>][] = [
  [
    "the audit log",
    "governance_audit_log",
    (tx) => selectAuditLines(tx, { ...ListAuditLinesQuery.parse(search), limit: 51 }),
  ],
  ["the sign-ins", "login_audit", (tx) => selectLogins(tx, { ...ListLoginsQuery.parse(search), limit: 51 })],
];

test.each(READS)("a search in %s reads the index of its words, not the table", async (_name, table, read) => {
  const { sql, parameters } = await statementOf(read);
  await world.admin.query("begin");
  await world.admin.query("set local role service_role");
  const { rows } = await world.admin.query<{ "QUERY PLAN": [{ Plan: object }] }>(
    `explain (analyze, format json) ${sql}`,
    [...parameters],
  );
  await world.admin.query("rollback");
  const plan = JSON.stringify(rows[0]?.["QUERY PLAN"][0].Plan);
  expect(plan).not.toContain("Seq Scan");
  expect(plan).toContain(`"${table}_search"`);
  expect(plan).not.toContain(`"${table}_pkey"`);
  expect(plan).toMatch(/^\{"Node Type":"Limit".*?"Actual Rows":1[,.}]/);
});
