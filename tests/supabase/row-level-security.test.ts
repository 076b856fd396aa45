import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLeadsPartition } from "@/lib/outreach/leads/create-leads-partition";
import { createLeadsWorld, type LeadsWorld, type Workspace } from "../lib/outreach/leads/leads-world";
import { seedEveryTable } from "./seed-every-table";

type Table = { name: string; key: string };

let world: LeadsWorld;
let mine: Workspace;
let theirs: Workspace;
let tables: Table[];
let theirPartition: string;
beforeAll(async () => {
  world = await createLeadsWorld();
  [mine, theirs] = [await world.workspace("mine"), await world.workspace("theirs")];
  await createLeadsPartition(world.ctx(mine));
  theirPartition = `genesis.${(await createLeadsPartition(world.ctx(theirs))).partitionName}`;
  const { rows } = await world.admin.query<Table>(
    `select format('%I.%I', n.nspname, c.relname) as name, case c.relname when 'workspaces' then 'id' else 'workspace_id' end as key
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('public', 'genesis') and c.relkind in ('r', 'p') order by 1`,
  );
  tables = rows;
  for (const workspace of [mine, theirs])
    await seedEveryTable(
      world.admin,
      workspace,
      tables.map((table) => table.name),
    );
});
afterAll(() => world.close());

/** Runs as a role with settings, in a transaction that is undone. */
async function as<T>(
  role: string,
  settings: Record<string, string>,
  run: (query: (text: string, values?: unknown[]) => Promise<T[]>) => Promise<void>,
): Promise<void> {
  const { admin } = world;
  await admin.query("begin");
  try {
    for (const [name, value] of Object.entries(settings))
      await admin.query("select set_config($1, $2, true)", [name, value]);
    await admin.query(`set local role ${role}`);
    await run(async (text, values) => (await admin.query(text, values)).rows as T[]);
  } finally {
    await admin.query("rollback");
  }
}

/** The error code of a statement, without ending the transaction; null when it went through. */
async function refusal(statement: string, values: unknown[] = []): Promise<string | null> {
  await world.admin.query("savepoint attempt");
  const code = await world.admin.query(statement, values).then(
    () => null,
    (error: { code: string }) => error.code,
  );
  await world.admin.query("rollback to savepoint attempt");
  return code;
}

const REFUSED = "42501";
const UNFIT = "0A000";
const isOtherPartition = (name: string): boolean => name.startsWith("genesis.leads_") && name !== theirPartition;
/** Only service_role reads these; a workspace may only append to the audit log, and a machine may serve several workspaces. */
const SERVICE_ONLY = [
  "genesis.compute_accounts",
  "genesis.fleet_alerts",
  "genesis.fleet_evaluations",
  "genesis.instance_heartbeats",
  "genesis.instance_remedies",
  "genesis.machines",
  "public.governance_audit_log",
  "public.instances",
  "public.login_audit",
];
const readable = (table: Table): boolean => !SERVICE_ONLY.includes(table.name);
const asTenant = { "app.current_workspace_id": "" };
const foreignRows = ({ name, key }: Table): string => `select ${key} as owner from ${name}`;

describe("the catalogue", () => {
  test("every table has row-level security enabled and forced, and an owner named in its comment", async () => {
    const { rows } = await world.admin.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('public', 'genesis') and c.relkind in ('r', 'p')
         and not (c.relrowsecurity and c.relforcerowsecurity and coalesce(obj_description(c.oid, 'pg_class') like 'Owner: %', false))`,
    );
    expect(rows).toEqual([]);
    expect(tables.length).toBeGreaterThan(25);
  });

  test("every table names its workspace, in a column an index starts with", async () => {
    const { rows } = await world.admin.query<{ name: string }>(
      `select distinct format('%I.%I', n.nspname, c.relname) as name
       from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
       where n.nspname in ('public', 'genesis') and i.indpred is null
         and a.attname = case c.relname when 'workspaces' then 'id' else 'workspace_id' end`,
    );
    const indexed = new Set(rows.map((row) => row.name));
    expect(tables.filter((table) => !indexed.has(table.name))).toEqual([]);
  });
});

describe("tenant_role", () => {
  test("sees rows of its own workspace in every table it may read, and none of another", async () => {
    await as<{ owner: string }>("tenant_role", { ...asTenant, "app.current_workspace_id": mine.id }, async (query) => {
      for (const table of tables.filter(readable)) {
        const foreignPartition = table.name === theirPartition;
        if (table.name === "genesis.leads_unassigned") continue;
        const owners = new Set((await query(foreignRows(table))).map((row) => row.owner));
        expect([table.name, [...owners]]).toEqual([table.name, foreignPartition ? [] : [mine.id]]);
      }
    });
  });

  test("without a workspace sees nothing", async () => {
    await as<{ owner: string }>("tenant_role", asTenant, async (query) => {
      for (const table of tables.filter(readable))
        expect([table.name, await query(foreignRows(table))]).toEqual([table.name, []]);
    });
  });

  test("the tables that only service_role reads are a fixed list, and each exists", async () => {
    for (const role of ["tenant_role", "authenticated", "anon"]) {
      await as(role, { ...asTenant, "app.current_workspace_id": mine.id }, async () => {
        for (const name of SERVICE_ONLY)
          expect([role, name, await refusal(`select from ${name}`)]).toEqual([role, name, REFUSED]);
      });
    }
    await as<{ name: string }>("service_role", asTenant, async (query) => {
      for (const name of SERVICE_ONLY) expect(await query(`select from ${name}`)).not.toEqual([]);
    });
  });

  test("cannot write a row for another workspace, nor move or remove one of its rows", async () => {
    await as("tenant_role", { "app.current_workspace_id": mine.id }, async () => {
      for (const { name, key } of tables) {
        const refused = await refusal(`insert into ${name} (${key}) values ($1)`, [theirs.id]);
        // A partition's trigger finds that the row is no row of this partition before the policy is asked.
        expect([name, refused]).toEqual([name, isOtherPartition(name) ? UNFIT : REFUSED]);
      }
      // A partition without rows of its own has nothing to move.
      for (const { name, key } of tables.filter((table) => !table.name.startsWith("genesis.leads_"))) {
        const moved = await refusal(`update ${name} set ${key} = $1 where ${key} = $2`, [theirs.id, mine.id]);
        expect([name, moved]).toEqual([name, REFUSED]);
      }
    });
    await as<{ owner: string }>("tenant_role", { "app.current_workspace_id": mine.id }, async (query) => {
      const writable = tables.filter(({ name }) =>
        ["genesis.leads", "public.suppressions", "public.campaigns"].includes(name),
      );
      expect(writable).toHaveLength(3);
      for (const { name, key } of writable) {
        expect(
          await query(`update ${name} set ${key} = ${key} where ${key} = $1 returning ${key} as owner`, [
            theirs.id,
          ]).catch(() => []),
        ).toEqual([]);
      }
    });
  });

  test("has no rights in the queue and cannot become anybody else", async () => {
    await as("tenant_role", { "app.current_workspace_id": mine.id }, async () => {
      expect(await refusal("select * from pgboss.job")).toBe(REFUSED);
      expect(await refusal("select genesis.create_leads_partition($1)", [mine.id])).toBe(REFUSED);
      expect(await refusal("create table public.mine (id int)")).toBe(REFUSED);
    });
  });
});

describe("Supabase's own door", () => {
  test("anon reads and writes nothing", async () => {
    await as("anon", { "request.jwt.claims": JSON.stringify({ sub: "user_owner" }) }, async () => {
      for (const { name, key } of tables) {
        for (const statement of [
          foreignRows({ name, key }),
          `insert into ${name} default values`,
          `update ${name} set ${key} = ${key}`,
          `delete from ${name}`,
        ]) {
          expect([statement, await refusal(statement)]).toEqual([statement, REFUSED]);
        }
      }
    });
  });

  test("authenticated reads only its own workspaces' rows, and writes nothing", async () => {
    await world.admin.query("update user_workspaces set user_id = 'user_mine' where workspace_id = $1", [mine.id]);
    let shown = 0;
    await as<{ owner: string }>(
      "authenticated",
      { "request.jwt.claims": JSON.stringify({ sub: "user_mine" }) },
      async (query) => {
        for (const { name, key } of tables) {
          for (const statement of [
            `insert into ${name} (${key}) values ('${mine.id}')`,
            `update ${name} set ${key} = ${key}`,
            `delete from ${name}`,
            `truncate ${name}`,
          ]) {
            expect([statement, await refusal(statement)]).toEqual([statement, REFUSED]);
          }
          if ((await refusal(foreignRows({ name, key }))) !== null) continue;
          const owners = new Set((await query(foreignRows({ name, key }))).map((row) => row.owner));
          expect([name, [...owners]]).toEqual([name, [mine.id]]);
          shown += 1;
        }
      },
    );
    expect(shown).toBeGreaterThan(10);
  });

  test.each(["genesis.credential_store", "genesis.partition_registry", "public.workspace_webhook_tokens"])(
    "%s is not readable",
    async (name) => {
      await as("authenticated", { "request.jwt.claims": JSON.stringify({ sub: "user_mine" }) }, async () => {
        expect(await refusal(`select * from ${name}`)).toBe(REFUSED);
      });
    },
  );

  test.each([{ sub: "user_nobody" }, {}])("a session of nobody here sees nothing: %j", async (claims) => {
    await as<{ owner: string }>("authenticated", { "request.jwt.claims": JSON.stringify(claims) }, async (query) => {
      expect(await query("select id as owner from workspaces")).toEqual([]);
      expect(await query("select workspace_id as owner from genesis.leads")).toEqual([]);
    });
  });
});
