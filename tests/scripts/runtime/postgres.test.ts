import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startPostgres } from "@/scripts/runtime/postgres";

let home = "";
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "greenlight-postgres-"));
  await chmod(home, 0o711);
});
afterEach(() => rm(home, { recursive: true }));

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql).finally(() => client.end());
  return rows;
}

test("data, port and passwords survive a kill -9", async () => {
  const first = await startPostgres({ home, tuned: false });
  await query(first.databaseUrl, "create table public.kept (id int); insert into public.kept values (1)");
  process.kill(first.pid, "SIGKILL");
  await first.exited;

  const second = await startPostgres({ home, tuned: true });
  expect(second.databaseUrl).toBe(first.databaseUrl);
  expect(await query(second.databaseUrl, "select id from public.kept")).toEqual([{ id: 1 }]);
  await second.stop();
});

test("one that an earlier, killed start left running is replaced", async () => {
  const orphan = await startPostgres({ home, tuned: true });
  const next = await startPostgres({ home, tuned: true });
  await orphan.exited;
  expect(next.pid).not.toBe(orphan.pid);
  expect(await query(next.databaseUrl, "select 1 as one")).toEqual([{ one: 1 }]);
  await next.stop();
});

test("a half-finished first start is begun again", async () => {
  await mkdir(join(home, "postgres.initdb", "base"), { recursive: true });
  await writeFile(join(home, "postgres.initdb", "PG_VERSION"), "17\n");
  const postgres = await startPostgres({ home, tuned: true });
  expect(await query(postgres.databaseUrl, "select current_database() as name")).toEqual([{ name: "greenlight" }]);
  await postgres.stop();
});

test("n8n's role sees its own database only", async () => {
  const postgres = await startPostgres({ home, tuned: true });
  const { user, password, host, port } = postgres.n8nDatabase;
  const url = (database: string): string => `postgresql://${user}:${password}@${host}:${port}/${database}`;
  expect(await query(url("n8n"), "select current_user as role")).toEqual([{ role: "n8n" }]);
  await expect(query(url("greenlight"), "select 1")).rejects.toThrow(/permission denied for database/);
  await postgres.stop();
});
