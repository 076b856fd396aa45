import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkDatabase } from "@/scripts/doctor/check-database";
import { checkPing } from "@/scripts/doctor/check-ping";
import { checkQueue } from "@/scripts/doctor/check-queue";
import { repositoryRoot } from "@/scripts/runtime/home";
import { createTestWorld, type TestWorld } from "../../factories/test-world";

let world: TestWorld;
const home = mkdtempSync(join(tmpdir(), "greenlight-doctor-"));
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(async () => {
  rmSync(home, { recursive: true });
  await world.close();
});

const says = async (looking: ReturnType<typeof checkDatabase>): Promise<string> =>
  (await looking).map(({ level, says: words }) => `${level}: ${words}`).join("\n");

test("a migrated database is in order; a missing migration and one of a newer version are counted", async () => {
  expect(await says(checkDatabase(world.url, 20))).toMatch(/ok: Migrations: all \d+ are applied/);
  const { rows } = await world.admin.query<{ version: string }>(
    "delete from supabase_migrations.schema_migrations where version = (select max(version) from supabase_migrations.schema_migrations) returning version",
  );
  expect(await says(checkDatabase(world.url, 20))).toMatch(/fail: Migrations: 1 of \d+ are not applied/);
  await world.admin.query(
    "insert into supabase_migrations.schema_migrations (version) values ($1), ('20991231000000')",
    [rows[0]?.version],
  );
  expect(await says(checkDatabase(world.url, 20))).toMatch(/warn: Migrations: the database has 1 that this version/);
});

test("a queue that no worker ever served is broken, and a job that was given up is named with its reason", async () => {
  await world.admin.query(
    `insert into pgboss.job (name, state, completed_on, output, data, start_after)
     values ('ledger.dispatch', 'failed', now(), '{"message": "the mail host is away"}', '{}', now())`,
  );
  const found = await says(checkQueue(world.url, "in-process"));
  expect(found).toContain("fail: Queue: No worker has ever served it");
  expect(found).toContain("ledger.dispatch was given up once in the last week, last: the mail host is away");
});

test("the outside ping is in order once the monitor has answered, and its address is not shown", async () => {
  const url = "https://monitor.example.com/secret-of-the-check";
  expect(await says(checkPing(world.url, undefined))).toContain("warn: Outside ping: OUTSIDE_PING_URL is not set");
  expect(await says(checkPing(world.url, url))).toBe("fail: Outside ping: monitor.example.com has never answered");
  await world.admin.query(
    "insert into genesis.fleet_evaluations (evaluator, last_evaluated_at, ping_answered_at) values ('fleet', now(), now())",
  );
  expect(await says(checkPing(world.url, url))).toBe("ok: Outside ping: monitor.example.com answers");
});

test("the command goes through an installation that does not run, shows no secret, and ends with 1", () => {
  const { status, stdout } = spawnSync(process.execPath, ["--import", "tsx", "scripts/doctor.ts"], {
    cwd: repositoryRoot,
    encoding: "utf8",
    env: {
      NODE_ENV: "production",
      PATH: process.env.PATH,
      GREENLIGHT_HOME: home,
      DATABASE_URL: "postgresql://someone:hidden-password@127.0.0.1:1/nowhere",
      N8N_MODE: "off",
    },
  });
  expect(stdout).toMatch(/✗ Database: it does not answer .*\n {4}→ Start it, or correct DATABASE_URL\./);
  expect(stdout).toMatch(/! Application: it does not run/);
  expect(stdout).toMatch(/\n\d+ in order, \d+ to look at, \d+ broken\n$/);
  expect(stdout).not.toContain("hidden-password");
  expect(status).toBe(1);
});
