import type { Client } from "pg";
import { AppError } from "@/lib/platform/errors";
import { sha256 } from "@/lib/platform/ids";
import type { Migration } from "./port";

const APPLIED = "greenlight_migrations";

/** Applies those that the database does not have yet, in the order of their names, each in a transaction of its own; answers how many. */
export async function applyMigrations(client: Client, migrations: readonly Migration[]): Promise<number> {
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
