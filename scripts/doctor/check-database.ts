import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { repositoryRoot } from "../runtime/home";
import { fail, ok, warn, type Finding } from "./finding";

const OLDEST = 16;
const NEWEST_TESTED = 18;
/** n8n, the sidecar's n8n and the tools of an operator connect as well. */
const OTHER_CONNECTIONS = 20;
const CLOCK_TOLERANCE_SECONDS = 5;

type Facts = {
  version: number;
  max_connections: number;
  seconds_ahead: number;
  in_recovery: boolean;
  fsync: string;
};

/** The database: reached, of a version that is tested, with room for our connections, on time, and with every migration. */
export async function checkDatabase(databaseUrl: string, poolSize: number): Promise<Finding[]> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  // A connection that ends in the middle fails the query that waits for it.
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    return [fail(`Database: it does not answer (${(error as Error).message})`, "Start it, or correct DATABASE_URL.")];
  }
  try {
    return [...judgeFacts(await readFacts(client), poolSize), await checkMigrations(client)];
  } finally {
    await client.end();
  }
}

async function readFacts(client: Client): Promise<Facts> {
  const asked = Date.now();
  const { rows } = await client.query<Facts & { now: Date }>(
    `select current_setting('server_version_num')::int / 10000 as version, current_setting('max_connections')::int as max_connections,
            pg_is_in_recovery() as in_recovery, current_setting('fsync') as fsync, clock_timestamp() as now`,
  );
  const [row] = rows;
  if (!row) throw new Error("The database answered no row.");
  return { ...row, seconds_ahead: (row.now.getTime() - (asked + Date.now()) / 2) / 1000 };
}

/** Judged apart from the connection, so that each verdict can be tried. */
export function judgeFacts(facts: Facts, poolSize: number): Finding[] {
  const { version, max_connections, seconds_ahead, in_recovery, fsync } = facts;
  const findings: Finding[] = [];
  if (version < OLDEST) {
    findings.push(fail(`Database: Postgres ${version} is too old`, `Move to Postgres ${OLDEST} to ${NEWEST_TESTED}.`));
  } else if (version > NEWEST_TESTED) {
    findings.push(warn(`Database: Postgres ${version} is not tested`, `Postgres ${OLDEST} to ${NEWEST_TESTED} are.`));
  } else findings.push(ok(`Database: Postgres ${version} answers`));
  if (in_recovery) findings.push(fail("Database: it is a read-only replica", "Point DATABASE_URL at the primary."));
  if (fsync !== "on") {
    findings.push(warn("Database: fsync is off, so a power cut may destroy it", "Set fsync = on and restart it."));
  }
  const needed = poolSize + OTHER_CONNECTIONS;
  if (max_connections < needed) {
    findings.push(
      warn(
        `Database: max_connections is ${max_connections}; each process of Greenlight may open ${poolSize}`,
        `Raise it to ${needed} or more, or lower DATABASE_POOL_SIZE.`,
      ),
    );
  }
  if (Math.abs(seconds_ahead) > CLOCK_TOLERANCE_SECONDS) {
    findings.push(
      fail(
        `Clock: the database is ${Math.abs(seconds_ahead).toFixed(0)} s ${seconds_ahead > 0 ? "ahead of" : "behind"} this machine`,
        "Switch on time synchronisation (NTP) on both; signed requests are refused when clocks differ.",
      ),
    );
  } else findings.push(ok("Clock: this machine and the database agree"));
  return findings;
}

async function checkMigrations(client: Client): Promise<Finding> {
  const files = await readdir(join(repositoryRoot, "supabase/migrations"));
  const versions = files.flatMap((file) => /^(\d{14})_.*\.sql$/.exec(file)?.[1] ?? []);
  const { rows: tables } = await client.query<{ found: boolean }>(
    "select to_regclass('supabase_migrations.schema_migrations') is not null as found",
  );
  const { rows } = tables[0]?.found
    ? await client.query<{ version: string }>("select version from supabase_migrations.schema_migrations")
    : { rows: [] };
  const applied = new Set(rows.map(({ version }) => version));
  const missing = versions.filter((version) => !applied.has(version));
  if (missing.length > 0) {
    return fail(`Migrations: ${missing.length} of ${versions.length} are not applied`, "Run npm run db:migrate.");
  }
  const unknown = [...applied].filter((version) => !versions.includes(version));
  if (unknown.length === 0) return ok(`Migrations: all ${versions.length} are applied`);
  return warn(
    `Migrations: the database has ${unknown.length} that this version does not know`,
    "A newer version of Greenlight has used it: update this one.",
  );
}
