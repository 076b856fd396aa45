import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkIsolation, type IsolationReport } from "@/lib/operations/governance/check-isolation";
import { createLeadsPartition } from "@/lib/outreach/leads/create-leads-partition";
import type { AdminCtx } from "@/lib/platform/ctx";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let admin: AdminCtx;
/** As the application connects, and whoever creates tables by hand on a hosted project. */
let postgres: Client;
beforeAll(async () => {
  world = await createTestWorld({ SUPER_ADMIN_IDS: "user_adminexamplecom" });
  admin = { ...world.user("admin@example.com"), superAdmin: true };
  postgres = new Client({ connectionString: world.url });
  await postgres.connect();
});
afterAll(async () => {
  await postgres.end();
  await world.close();
});

const leaksOf = ({ tables }: IsolationReport): string[] =>
  tables.flatMap(({ table, attempts }) =>
    attempts.filter(({ outcome }) => outcome === "leaked").map(({ as, tried }) => `${table}: ${as} ${tried}`),
  );
const leaks = async (): Promise<string[]> => leaksOf(await checkIsolation(admin));

/** The state that must be equal before and after: rows, roles, definitions. */
async function trace(): Promise<unknown> {
  const { rows } = await world.admin.query(`
    select (select count(*) from workspaces) as workspaces, (select count(*) from user_workspaces) as members,
      (select count(*) from project_events) as lines, (select max(seq) from governance_audit_log) as audited,
      (select count(*) from pg_class) as relations, (select count(*) from pg_locks l join pg_database d on d.oid = l.database where l.locktype = 'advisory' and d.datname = current_database()) as locks`);
  return rows;
}

test("without a workspace, with one, and with several, nothing leaks and nothing is left behind", async () => {
  const { rows } = await world.admin.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'genesis') order by 1`,
  );
  for (const companies of [0, 1, 2]) {
    if (companies > 0) await createLeadsPartition((await world.company()).job);
    const before = await trace();
    const report = await checkIsolation(admin);
    expect(leaksOf(report)).toEqual([]);
    expect(report).toMatchObject({ ok: true, leaks: 0, checked_at: expect.stringMatching(/^\d{4}-.*Z$/) });
    expect(report.tables.map(({ table }) => table)).toEqual(expect.arrayContaining(rows.map(({ name }) => name)));
    for (const { table, attempts } of report.tables) {
      const made = attempts.map(({ as, tried }) => `${as} ${tried}`);
      expect([table, new Set(made).size]).toEqual([table, 15]);
      for (const attempt of attempts) expect(attempt.detail).toMatch(/^(no row of another workspace|[0-9A-Z]{5}: .+)$/);
    }
    expect(await trace()).toEqual(before);
  }
});

test("says what it tried and what came of it", async () => {
  const report = await checkIsolation(admin);
  const said = Object.fromEntries(
    report.tables
      .filter(({ table }) => table === "public.projects")
      .flatMap(({ attempts }) => attempts.map(({ as, tried, outcome }) => [`${as} ${tried}`, outcome])),
  );
  expect(said).toMatchObject({
    "tenant_role read": "nothing_seen",
    "tenant_role insert": "refused",
    "tenant_role update": "nothing_seen",
    "tenant_role truncate": "refused",
    "authenticated read": "nothing_seen",
    "authenticated update": "refused",
    "anon read": "refused",
  });
});

/** `planted` in a statement stands for a table of its own. */
const TABLE = "create table public.planted (workspace_id uuid, note text);";
const CLOSED = `${TABLE} revoke all on public.planted from anon, authenticated; alter table public.planted enable row level security;`;
const ROW = "insert into public.planted (workspace_id) select id from public.workspaces;";
const OWN = "(workspace_id = (select private.current_workspace_id()))";

type Plant = { what: string; sql: string; found: string[] };
const PLANTS: Plant[] = [
  {
    what: "an empty table without row level security, with a hosted project's grants",
    sql: `${TABLE} grant all on public.planted to anon, authenticated; grant select on public.planted to tenant_role;`,
    found: [
      "tenant_role read",
      ...["authenticated", "anon"].flatMap((as) =>
        ["read", "insert", "update", "delete", "truncate"].map((tried) => `${as} ${tried}`),
      ),
    ],
  },
  {
    what: "rows in a table without row level security",
    sql: `${TABLE} ${ROW} revoke all on public.planted from anon, authenticated; grant select, insert, update, delete on public.planted to tenant_role;`,
    found: ["tenant_role read", "tenant_role insert", "tenant_role update", "tenant_role delete"],
  },
  {
    what: "a policy that shows everything to members, on rows",
    sql: `${CLOSED} ${ROW} grant select on public.planted to authenticated; create policy p on public.planted for select to authenticated using (true);`,
    found: ["authenticated read"],
  },
  {
    what: "the same on an empty table",
    sql: `${CLOSED} grant select on public.planted to authenticated; create policy p on public.planted for select to authenticated using (workspace_id is not null);`,
    found: ["authenticated read"],
  },
  {
    what: "a second policy that opens what the first one closes",
    sql: `${CLOSED} ${ROW} grant select on public.planted to tenant_role; create policy own on public.planted to tenant_role using ${OWN}; create policy p on public.planted for select using (note is null);`,
    found: ["tenant_role read"],
  },
  {
    what: "updates of anything, by somebody who sees only their own",
    sql: `${CLOSED} ${ROW} grant select, update on public.planted to tenant_role; create policy r on public.planted for select to tenant_role using ${OWN}; create policy w on public.planted for update to tenant_role using (true) with check ${OWN};`,
    found: ["tenant_role update"],
  },
  {
    what: "rows given away",
    sql: `${CLOSED} grant select, update on public.planted to tenant_role; create policy w on public.planted to tenant_role using ${OWN} with check (true);`,
    found: ["tenant_role update"],
  },
  {
    what: "rows put into another workspace, though a constraint happens to refuse this one",
    sql: `${CLOSED} alter table public.planted alter note set not null; grant insert on public.planted to tenant_role; create policy w on public.planted to tenant_role using ${OWN} with check (true);`,
    found: ["tenant_role insert"],
  },
  {
    what: "removal of anything",
    sql: `${CLOSED} grant delete on public.planted to authenticated; create policy d on public.planted for delete to authenticated using (true);`,
    found: ["authenticated delete"],
  },
  {
    what: "a column without row level security",
    sql: `${TABLE} revoke all on public.planted from anon, authenticated; grant select (note) on public.planted to anon;`,
    found: ["anon read"],
  },
  {
    what: "a change that only a trigger refuses",
    sql: `${TABLE} ${ROW} revoke all on public.planted from anon, authenticated; grant select, update on public.planted to tenant_role;
      create trigger refuse before update on public.planted for each row execute function private.refuse_change();`,
    found: ["tenant_role read", "tenant_role update"],
  },
];

describe("it finds", () => {
  const nameOf = (index: number): string => `planted_${index + 1}`;
  /** The leaks that a check found with everything planted, and those of one after some of it was changed. */
  const found: { first: string[]; second: string[] } = { first: [], second: [] };
  const of = (report: string[], relation: string): string[] =>
    report.filter((leak) => leak.startsWith(`${relation}: `)).map((leak) => leak.slice(relation.length + 2));

  beforeAll(async () => {
    const { workspaceId } = await world.company();
    for (const [index, { sql }] of PLANTS.entries()) await postgres.query(sql.replaceAll("planted", nameOf(index)));
    await postgres.query(
      `create view public.planted_view as select * from projects;
       revoke all on public.planted_view from anon, authenticated; grant select on public.planted_view to authenticated, tenant_role;
       create view public.planted_names as select name from projects;
       revoke all on public.planted_names from anon, authenticated; grant select on public.planted_names to anon;
       create materialized view public.planted_mv as select * from projects; revoke all on public.planted_mv from anon, authenticated;
       create table genesis.leads_p_planted partition of genesis.leads for values in ('${workspaceId}')`,
    );
    found.first = await leaks();
    await postgres.query(
      `alter view public.planted_view set (security_invoker = on);
       grant select on public.planted_mv to authenticated;
       grant select, insert on genesis.leads_p_planted to tenant_role`,
    );
    found.second = await leaks();
    const tables = PLANTS.map((_, index) => `public.${nameOf(index)}`);
    await world.admin.query(
      `drop table ${tables.join(", ")}, genesis.leads_p_planted;
       drop view public.planted_view, public.planted_names; drop materialized view public.planted_mv`,
    );
  });

  test.each(PLANTS.map((plant, index) => ({ ...plant, table: `public.${nameOf(index)}` })))(
    "$what",
    ({ table, found: expected }) => {
      expect(of(found.first, table)).toEqual(expected);
    },
  );

  test("a view that runs as its owner; one that runs as the caller passes", () => {
    expect(of(found.first, "public.planted_view")).toEqual(["tenant_role read", "authenticated read"]);
    expect(of(found.second, "public.planted_view")).toEqual([]);
  });

  test("a view of another's names without their workspace", () => {
    expect(of(found.first, "public.planted_names")).toEqual(["anon read"]);
  });

  test("a materialised view that members may read", () => {
    expect(of(found.first, "public.planted_mv")).toEqual([]);
    expect(of(found.second, "public.planted_mv")).toEqual(["authenticated read"]);
  });

  test("a partition that can be reached past its parent", () => {
    expect(of(found.first, "genesis.leads_p_planted")).toEqual([]);
    expect(of(found.second, "genesis.leads_p_planted")).toEqual(["tenant_role read", "tenant_role insert"]);
  });

  test("nothing else, and nothing once it is gone", async () => {
    const others = [...found.first, ...found.second].filter(
      (leak) => !/^(public|genesis)\.(leads_p_)?planted/.test(leak),
    );
    expect(others).toEqual([]);
    expect(await leaks()).toEqual([]);
  });

  test("a function that takes everybody for a member", async () => {
    const source = "select pg_get_functiondef('private.member_workspace_ids'::regproc) as text";
    const { rows } = await world.admin.query<{ text: string }>(source);
    await postgres.query(
      "create or replace function private.member_workspace_ids() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as 'select id from public.workspaces'",
    );
    const found = await leaks();
    expect(found).toContain("public.projects: authenticated read");
    expect(found).toContain("genesis.leads: authenticated read");
    await postgres.query(rows[0]?.text ?? "");
    expect(await leaks()).toEqual([]);
  });
});

test("a check that cannot enter as anybody fails instead of seeing nothing", async () => {
  await postgres.query("alter policy workspaces_tenant on public.workspaces using (false)");
  try {
    await expect(checkIsolation(admin)).rejects.toThrow(/blind/);
  } finally {
    await postgres.query(
      "alter policy workspaces_tenant on public.workspaces using (id = (select private.current_workspace_id()))",
    );
  }
});

test("a table that somebody holds locked is neither waited for nor left out", async () => {
  await world.admin.query("begin; lock table public.campaigns in access exclusive mode");
  try {
    await expect(checkIsolation(admin)).rejects.toMatchObject({
      kind: "unavailable",
      code: "isolation.busy",
      details: { table: "public.campaigns" },
    });
  } finally {
    await world.admin.query("rollback");
  }
  expect(await leaks()).toEqual([]);
});

test("200 partitions are checked while the product goes on", async () => {
  await world.admin.query(`do $$ begin for i in 1..200 loop
    execute format('create table genesis.leads_p_many_%s partition of genesis.leads for values in (%L)', i, gen_random_uuid());
    call private.protect_tenant_table(format('genesis.leads_p_many_%s', i)::regclass, 'select, insert, update, delete');
  end loop; end $$`);
  let done = false;
  const checking = checkIsolation(admin).finally(() => (done = true));
  while (!done) {
    // It fails when the check holds a lock for longer.
    await world.admin.query(
      "begin; set local lock_timeout = '2s'; lock table projects, genesis.leads in row exclusive mode; commit",
    );
  }
  const report = await checking;
  expect(leaksOf(report)).toEqual([]);
  expect(report.tables.length).toBeGreaterThan(230);
});

test("is for super admins", async () => {
  const stranger = { ...world.user("stranger@example.com"), superAdmin: true } as const;
  await expect(checkIsolation(stranger)).rejects.toMatchObject({ kind: "forbidden", code: "admin.forbidden" });
});
