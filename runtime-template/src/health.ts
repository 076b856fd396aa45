import { randomUUID } from "node:crypto";
import type { Pool } from "pg";

export type Health = { commit: string; database: { written: boolean; read: boolean } };

/** Writes a row to the company's database and reads it again on another statement. Rows of earlier checks go. */
export async function checkHealth(pool: Pool, commit: string): Promise<Health> {
  const id = randomUUID();
  const written = await pool.query("insert into company.health_checks (id, commit_sha) values ($1, $2)", [id, commit]);
  const read = await pool.query("select from company.health_checks where id = $1", [id]);
  await pool.query("delete from company.health_checks where id = $1 or written_at < now() - interval '1 hour'", [id]);
  return { commit, database: { written: written.rowCount === 1, read: read.rowCount === 1 } };
}
