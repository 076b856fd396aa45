import type { Client } from "pg";
import { applyMigrations } from "../apply-migrations";
import { connected, unavailable } from "../connection";
import { ensureLogin, reserveDatabase } from "../ensure-login";
import type { Databases, Login } from "../port";
import { readAllRows } from "../read-rows";

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
    urlOf: async (login) => urlOf(login),
    create: (login, signal) =>
      asServer(signal, async (client) => {
        await ensureLogin(client, login);
        await ensureDatabase(client, login.name);
        return { url: urlOf(login) };
      }),
    migrate: (url, migrations, signal) => connected(url, signal, (client) => applyMigrations(client, migrations)),
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

async function isThere(client: Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query(
    "select datname from pg_catalog.pg_database where datname = $1 union all select rolname from pg_catalog.pg_roles where rolname = $1",
    [name],
  );
  return rowCount !== 0;
}

async function ensureDatabase(client: Client, name: string): Promise<void> {
  const { rowCount } = await client.query("select from pg_catalog.pg_database where datname = $1", [name]);
  if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`);
  await reserveDatabase(client, name);
}
