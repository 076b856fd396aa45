import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { repositoryRoot } from "./home";

type Passwords = { postgres: string; n8n: string };

async function withClient<T>(url: string, run: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

const localSql = (name: string): Promise<string> => readFile(join(repositoryRoot, "supabase/local", name), "utf8");

export function urlOfDatabase(url: string, database: string): string {
  const copy = new URL(url);
  copy.pathname = `/${database}`;
  return copy.href;
}

/** Creates the roles a hosted Supabase has; the same result however often it runs. */
export async function prepareRoles(adminUrl: string, passwords: Passwords): Promise<void> {
  const sql = await localSql("roles.sql");
  await withClient(adminUrl, async (client) => {
    await client.query(
      "select set_config('greenlight.postgres_password', $1, false), set_config('greenlight.n8n_password', $2, false)",
      [passwords.postgres, passwords.n8n],
    );
    await client.query(sql);
  });
}

/** Creates the database when missing, owned by the role. */
export async function ensureDatabase(adminUrl: string, name: string, owner: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const found = await client.query("select from pg_catalog.pg_database where datname = $1", [name]);
    if (found.rowCount) return;
    await client.query(`create database ${client.escapeIdentifier(name)} owner ${client.escapeIdentifier(owner)}`);
    await client.query(`revoke connect on database ${client.escapeIdentifier(name)} from public`);
  });
}

/** A database as a hosted Supabase project has it before the first migration. */
export async function prepareApplicationDatabase(adminUrl: string, name: string): Promise<void> {
  await ensureDatabase(adminUrl, name, "postgres");
  const sql = await localSql("database.sql");
  await withClient(urlOfDatabase(adminUrl, name), (client) => client.query(sql));
}
