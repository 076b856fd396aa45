import { Client, DatabaseError } from "pg";
import { AppError } from "@/lib/platform/errors";
import { sha256 } from "@/lib/platform/ids";
import type { Databases, Login, Migration } from "../port";
import { readAllRows } from "./read-rows";

/** One database holds a dozen short statements of one small application. */
const CONNECTIONS = 10;
const STATEMENT_LIMIT = "15s";
const CONNECT_MS = 10_000;
const APPLIED = "greenlight_migrations";

/**
 * Databases beside Greenlight's on its own server. A company's login owns nothing but what it makes in its own database: it makes no
 * database or role, and connects to no other database.
 */
export function localDatabases(serverUrl: string): Databases {
  const urlOf = ({ name, password }: Login): string => {
    const url = new URL(serverUrl);
    [url.pathname, url.username, url.password] = [`/${name}`, name, password];
    return url.href;
  };
  const asServer = <T>(signal: AbortSignal, run: (client: Client) => Promise<T>): Promise<T> =>
    connected(serverUrl, signal, run);
  return {
    urlOf,
    create: ({ name, password }, signal) =>
      asServer(signal, async (client) => {
        await ensureLogin(client, name, password);
        await ensureDatabase(client, name);
        return { url: urlOf({ name, password }) };
      }),
    migrate: (url, migrations, signal) => connected(url, signal, (client) => applyAll(client, migrations)),
    readRows: (url, take, signal) => connected(url, signal, (client) => readAllRows(client, take, signal)),
    exists: (name, signal) => asServer(signal, (client) => isThere(client, name)),
    remove: (name, signal) =>
      asServer(signal, async (client) => {
        const id = client.escapeIdentifier(name);
        await client.query(`drop database if exists ${id} with (force)`);
        await client.query(`drop role if exists ${id}`);
        if (await isThere(client, name)) throw unavailable("The database could not be taken away.");
      }),
  };
}

async function connected<T>(url: string, signal: AbortSignal, run: (client: Client) => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  // A connection that breaks between two statements says so to the next one.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return await run(client);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    signal.throwIfAborted();
    throw failureOf(cause);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Connections that break, full servers, locks and conflicts pass; everything else is refused again. */
const PASSES = /^(08|40|53|55|57)/;

function failureOf(cause: unknown): AppError {
  if (!(cause instanceof DatabaseError) || PASSES.test(cause.code ?? "08"))
    return unavailable("The database server did not answer.", cause);
  const said = `The database server refused it (${cause.code}).`;
  return new AppError("internal", said, { code: "company_database.refused", retryable: false, cause });
}

const unavailable = (message: string, cause?: unknown): AppError =>
  new AppError("unavailable", message, { code: "company_database.unavailable", retryable: true, cause });

async function isThere(client: Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query(
    "select datname from pg_catalog.pg_database where datname = $1 union all select rolname from pg_catalog.pg_roles where rolname = $1",
    [name],
  );
  return rowCount !== 0;
}

async function ensureLogin(client: Client, name: string, password: string): Promise<void> {
  const id = client.escapeIdentifier(name);
  const { rowCount } = await client.query("select from pg_catalog.pg_roles where rolname = $1", [name]);
  const rights = `login nosuperuser nocreatedb nocreaterole noinherit connection limit ${CONNECTIONS}`;
  await client.query(
    `${rowCount ? "alter" : "create"} role ${id} ${rowCount ? withoutAttributes(rights) : rights} password ${client.escapeLiteral(password)}`,
  );
  await client.query(`alter role ${id} set statement_timeout = '${STATEMENT_LIMIT}'`);
}

/** Only a superuser may name that attribute of a present role, even to say that it stays off. */
const withoutAttributes = (rights: string): string => rights.replace("nosuperuser ", "");

async function ensureDatabase(client: Client, name: string): Promise<void> {
  const id = client.escapeIdentifier(name);
  const { rowCount } = await client.query("select from pg_catalog.pg_database where datname = $1", [name]);
  if (!rowCount) await client.query(`create database ${id}`);
  await client.query(`revoke all on database ${id} from public`);
  await client.query(`grant connect, create on database ${id} to ${id}`);
}

async function applyAll(client: Client, migrations: readonly Migration[]): Promise<number> {
  await client.query("create schema if not exists company");
  await client.query(
    `create table if not exists company.${APPLIED} (name text primary key, sha256 text not null, applied_at timestamptz not null default now())`,
  );
  let applied = 0;
  for (const migration of migrations.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
    if (await applyOne(client, migration)) applied += 1;
  return applied;
}

async function applyOne(client: Client, { name, sql }: Migration): Promise<boolean> {
  const hash = sha256(sql);
  await client.query("begin");
  try {
    await client.query(`lock table company.${APPLIED} in exclusive mode`);
    const { rows } = await client.query<{ sha256: string }>(`select sha256 from company.${APPLIED} where name = $1`, [
      name,
    ]);
    const [before] = rows;
    if (before && before.sha256 !== hash) throw changed(name);
    if (!before) {
      await client.query(sql);
      await client.query(`insert into company.${APPLIED} (name, sha256) values ($1, $2)`, [name, hash]);
    }
    await client.query("commit");
    return !before;
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

const changed = (name: string): AppError =>
  new AppError("impossible", `The migration ${name} was changed after it was applied. Add another one instead.`, {
    code: "company_database.migration_changed",
  });
