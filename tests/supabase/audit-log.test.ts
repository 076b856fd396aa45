import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { LogName } from "@/lib/foundation/audit/schemas";
import { verifyLog } from "@/lib/foundation/audit/verify-log";
import { createAuditWorld, type AuditWorld } from "../lib/foundation/audit/audit-world";

const LOGS: LogName[] = ["governance_audit_log", "login_audit"];

let world: AuditWorld;
beforeAll(async () => {
  world = await createAuditWorld();
});
beforeEach(async () => {
  for (const log of LOGS) await world.tamper(log, `truncate ${log}`);
});
afterAll(() => world.close());

const INSERT = "insert into governance_audit_log (actor_type, actor_id, action) values ('job', $1, 'test.written')";
const verify = (log: LogName = "governance_audit_log") => verifyLog(world.operator, log);

/** The error code of a statement as a role, in a transaction that is undone; null when it went through. */
async function attempt(role: string, statement: string, settings: Record<string, string> = {}): Promise<string | null> {
  const { admin } = world;
  await admin.query("begin");
  try {
    for (const [name, value] of Object.entries(settings))
      await admin.query("select set_config($1, $2, true)", [name, value]);
    await admin.query(`set local role ${role}`);
    await admin.query(statement);
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await admin.query("rollback");
  }
}

async function connected<T>(run: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: world.adminUrl });
  await client.connect();
  return run(client).finally(() => client.end());
}

const REFUSED_BY_GRANT = "42501";
const REFUSED_BY_TRIGGER = "23001";

describe.each(LOGS)("%s", (log) => {
  const changes = [`update ${log} set hash = hash`, `delete from ${log}`, `truncate ${log}`];

  test.each(["supabase_admin", "postgres"])("even %s can change, remove or truncate nothing", async (role) => {
    await world.fill(log, 3);
    for (const change of changes) {
      expect(await attempt(role, change), change).toBe(REFUSED_BY_TRIGGER);
      const inReplica = await attempt(role, change, { session_replication_role: "replica" });
      expect(inReplica, `${change}, with triggers told to rest`).toBe(REFUSED_BY_TRIGGER);
    }
  });

  test("service_role reads and adds, and could not change a line if it were granted to", async () => {
    await world.fill(log, 3);
    expect(await attempt("service_role", `select * from ${log}`)).toBeNull();
    for (const change of changes) expect(await attempt("service_role", change), change).toBe(REFUSED_BY_GRANT);
    await world.admin.query(`grant all on ${log} to service_role`);
    for (const change of changes) expect(await attempt("service_role", change), change).toBe(REFUSED_BY_TRIGGER);
    await world.admin.query(`revoke update, delete, truncate on ${log} from service_role`);
  });

  test.each(["tenant_role", "authenticated", "anon", "queue_role", "instance_role"])(
    "%s reads nothing",
    async (role) => {
      const settings = {
        "app.current_workspace_id": randomUUID(),
        "request.jwt.claims": JSON.stringify({ sub: world.operator.user.userId }),
      };
      for (const statement of [`select from ${log}`, ...changes])
        expect(await attempt(role, statement, settings), statement).toBe(REFUSED_BY_GRANT);
    },
  );

  test.each(["authenticated", "anon", "queue_role", "instance_role"])("%s adds nothing", async (role) => {
    const insert = `insert into ${log} default values`;
    expect(await attempt(role, insert)).toBe(REFUSED_BY_GRANT);
  });

  test("a changed, removed, inserted or reordered line is found and named", async () => {
    const other = log === "login_audit" ? "email = 'other@example.com'" : "actor_id = 'other'";
    const columns = "select * from x as r";
    const attacks: [string, string, string[]][] = [
      ["changed", "5", [`update ${log} set ${other} where seq = 5`]],
      ["its time changed", "5", [`update ${log} set created_at = created_at - interval '1 day' where seq = 5`]],
      ["a value emptied", "1", [`update ${log} set ${other.replace(/=.*/, "= null")} where seq = 1`]],
      [
        "changed and hashed anew",
        "6",
        [
          `update ${log} set ${other} where seq = 5`,
          `update ${log} as l set hash = private.audit_hash(to_jsonb(l)) where seq = 5`,
        ],
      ],
      ["removed", "7", [`delete from ${log} where seq = 7`]],
      ["the first removed", "1", [`delete from ${log} where seq = 1`]],
      [
        "removed and closed up",
        "7",
        [
          `delete from ${log} where seq = 7`,
          `update ${log} set seq = seq - 1 where seq = 8`,
          `update ${log} set seq = seq - 1 where seq = 9`,
          `update ${log} set seq = seq - 1 where seq = 10`,
        ],
      ],
      [
        "inserted before the first",
        "1",
        [
          `create temp table x as select * from ${log} where seq = 3`,
          "update x set seq = 0",
          `insert into ${log} ${columns}`,
        ],
      ],
      [
        "inserted at the end",
        "11",
        [
          `create temp table x as select * from ${log} where seq = 10`,
          "update x set seq = 11",
          `insert into ${log} ${columns}`,
        ],
      ],
      [
        "reordered",
        "4",
        [
          `update ${log} set seq = 99 where seq = 4`,
          `update ${log} set seq = 4 where seq = 8`,
          `update ${log} set seq = 8 where seq = 99`,
        ],
      ],
    ];
    for (const [what, named, statements] of attacks) {
      await world.tamper(log, `truncate ${log}`);
      await world.fill(log, 10);
      expect(await verify(log)).toMatchObject({ ok: true, rows: 10, broken_seq: null });
      await world.tamper(log, "set timezone = 'UTC'", ...statements, "drop table if exists x");
      expect(await verify(log), what).toMatchObject({ ok: false, broken_seq: Number(named) });
    }
  });
});

test("nested values count to the last null", async () => {
  await world.fill("governance_audit_log", 2);
  await world.tamper("governance_audit_log", "update governance_audit_log set after = after - 'nothing' where seq = 2");
  expect(await verify()).toMatchObject({ ok: false, broken_seq: 2 });
});

test("a column added later leaves what was written before as it was", async () => {
  await world.fill("governance_audit_log", 3);
  await world.admin.query("alter table governance_audit_log add column later text");
  await world.fill("governance_audit_log", 2);
  expect(await verify()).toMatchObject({ ok: true, rows: 5 });
  await world.admin.query("alter table governance_audit_log drop column later");
});

test("number, hashes and time are the log's own: what a writer says of them does not count", async () => {
  await world.admin.query(
    `insert into governance_audit_log (seq, actor_type, action, created_at, prev_hash, hash)
     values (700, 'job', 'test.written', '2001-01-01', 'mine', 'mine')`,
  );
  const [line] = await world.lines();
  expect(line).toMatchObject({ seq: "1", prev_hash: "0".repeat(64), hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(Number(line?.created_at)).toBeGreaterThan(Date.now() - 60_000);
});

test("fifty writers at once make one chain without a gap", async () => {
  const clients = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const client = new Client({ connectionString: world.adminUrl });
      await client.connect();
      return client;
    }),
  );
  const writeFive = async (client: Client, who: number): Promise<void> => {
    for (let n = 0; n < 5; n += 1) await client.query(INSERT, [`${who}-${n}`]);
  };
  await Promise.all(clients.map(writeFive));
  await Promise.all(clients.map((client) => client.end()));
  const lines = await world.lines();
  expect(lines.map(({ seq }) => Number(seq))).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
  expect(new Set(lines.map(({ actor_id }) => actor_id)).size).toBe(50);
  expect(await verify()).toMatchObject({ ok: true, rows: 50, head: { seq: 50, hash: lines.at(-1)?.hash } });
});

test("a writer that waits continues from the line that was committed, not from the one it saw", async () => {
  await connected((first) =>
    connected(async (second) => {
      await first.query("begin");
      await first.query(INSERT, ["first"]);
      const waiting = second.query(INSERT, ["second"]);
      await first.query("commit");
      await waiting;
    }),
  );
  expect((await world.lines()).map(({ actor_id }) => actor_id)).toEqual(["first", "second"]);
  expect(await verify()).toMatchObject({ ok: true, rows: 2 });
});

test("a writer that rolls back leaves no gap, also with others waiting for it", async () => {
  await connected((first) =>
    connected(async (second) => {
      await first.query("begin");
      await first.query(INSERT, ["gone"]);
      const waiting = second.query(INSERT, ["stays"]);
      await first.query("rollback");
      await waiting;
      await second.query(INSERT, ["stays, too"]);
    }),
  );
  expect((await world.lines()).map(({ seq, actor_id }) => `${seq} ${String(actor_id)}`)).toEqual([
    "1 stays",
    "2 stays, too",
  ]);
  expect(await verify()).toMatchObject({ ok: true });
});

test("many lines of one statement are chained, too", async () => {
  await world.fill("login_audit", 5);
  expect(await verify("login_audit")).toMatchObject({ ok: true, rows: 5, head: { seq: 5 } });
});

test("a session's time zone and formats change neither what is written nor what is verified", async () => {
  const odd = [
    "timezone = 'Asia/Kathmandu'",
    "datestyle = 'German, DMY'",
    "bytea_output = 'escape'",
    "extra_float_digits = -10",
    "intervalstyle = 'iso_8601'",
  ];
  const check = (client: Client) =>
    client.query("select * from private.verify_audit_window('public.governance_audit_log', null, null, 100)");
  const after = JSON.stringify({ at: "2026-11-22T01:02:03.004Z", ratio: 0.1, big: 12345678901234567890n.toString() });
  const write = "insert into governance_audit_log (actor_type, action, after) values ('job', 'test.written', $1)";
  const strange = await connected(async (client) => {
    for (const setting of odd) await client.query(`set ${setting}`);
    await client.query(write, [after]);
    await world.admin.query(write, [after]);
    return (await check(client)).rows[0];
  });
  expect(strange).toMatchObject({ rows_checked: "2", broken_seq: null });
  expect((await check(world.admin)).rows[0]).toEqual(strange);
});

test("ten thousand lines are verified in windows", async () => {
  await world.fill("governance_audit_log", 10_000);
  expect(await verify()).toMatchObject({ ok: true, rows: 10_000, head: { seq: 10_000 } });
  // A break at the edge of a window, and one behind another.
  await world.tamper(
    "governance_audit_log",
    "delete from governance_audit_log where seq = 2001",
    "delete from governance_audit_log where seq = 7",
  );
  expect(await verify()).toMatchObject({ ok: false, rows: 9_998, broken_seq: 7 });
  await world.tamper("governance_audit_log", "delete from governance_audit_log where seq < 2001");
  expect(await verify()).toMatchObject({ ok: false, rows: 7_999, broken_seq: 1 });
});

test("an empty log is in order", async () => {
  expect(await verify()).toEqual({ ok: true, rows: 0, head: null, broken_seq: null });
});

test("a workspace adds lines of its own and no other's", async () => {
  const mine = randomUUID();
  const insert = (workspace: string) =>
    `insert into governance_audit_log (workspace_id, actor_type, action) values ('${workspace}', 'user', 'test.written')`;
  const settings = { "app.current_workspace_id": mine };
  expect(await attempt("tenant_role", insert(mine), settings)).toBeNull();
  expect(await attempt("tenant_role", insert(randomUUID()), settings)).toBe(REFUSED_BY_GRANT);
  const none = "insert into governance_audit_log (actor_type, action) values ('user', 'test.written')";
  expect(await attempt("tenant_role", none, settings)).toBe(REFUSED_BY_GRANT);
  expect(await attempt("tenant_role", "insert into login_audit default values", settings)).toBe(REFUSED_BY_GRANT);
});
