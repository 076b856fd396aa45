import { sql } from "kysely";
import { z } from "zod";
import type { Tx } from "@/lib/platform/db";

const Attempt = z.object({
  as: z.enum(["tenant_role", "authenticated", "anon"]),
  tried: z.enum(["read", "insert", "update", "delete", "truncate"]),
  outcome: z.enum(["refused", "nothing_seen", "leaked"]),
  detail: z.string(),
});
export type Attempt = z.infer<typeof Attempt>;

/** Every table, partition and view there is, however it came to be. */
export async function selectRelations(db: Tx): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', n.nspname, c.relname) as name
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'genesis') and c.relkind in ('r', 'p', 'v', 'm', 'f')
    order by 1`.execute(db);
  return rows.map(({ name }) => name);
}

/** The result of every attempt on a relation; `busy` when an attempt waited for another session's lock, null when the relation no longer exists. */
export async function tryIsolation(db: Tx, relation: string): Promise<Attempt[] | "busy" | null> {
  await sql`select set_config('lock_timeout', '250ms', true), set_config('statement_timeout', '10s', true)`.execute(db);
  const { rows } = await sql<Record<string, unknown>>`
    select acting_as as "as", tried, outcome, detail
    from pg_catalog.to_regclass(${relation}) relation, private.try_isolation(relation)
    where relation is not null`.execute(db);
  if (rows.some(({ outcome }) => outcome === "busy")) return "busy";
  return rows.length === 0 ? null : rows.map((row) => Attempt.parse(row));
}
