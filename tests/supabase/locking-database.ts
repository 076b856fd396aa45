import { Kysely, PostgresDialect } from "kysely";
import type { Pool, PoolClient, QueryResult } from "pg";
import type { Tables } from "@/lib/platform/db";

/** A statement that made its transaction hold this many partitions of the leads, each by a lock. */
export type Touched = { text: string; partitions: number };

const STATEMENT = /^\s*(with|select|insert|update|delete)\b/i;
const HELD = `select count(distinct l.relation)::int as partitions
  from pg_locks l
  join pg_inherits i on i.inhrelid = l.relation
  join pg_class parent on parent.oid = i.inhparent
  join pg_namespace n on n.oid = parent.relnamespace
  where l.pid = pg_backend_pid() and l.locktype = 'relation' and n.nspname = 'genesis' and parent.relname = 'leads'`;

/**
 * Counts the partitions of the leads that each statement of a transaction adds to its locks, those inside of SQL functions and triggers
 * included: Postgres locks every partition that a plan may read before it runs.
 */
export function lockingDatabase(pool: Pool): { db: Kysely<Tables>; take(): Touched[] } {
  let touched: Touched[] = [];
  const watch = (client: PoolClient) => {
    let held = 0;
    return async (text: string, values: readonly unknown[] = []): Promise<QueryResult> => {
      const result = await client.query(text, [...values]);
      if (!STATEMENT.test(text)) {
        held = 0; // a transaction begins or ends
        return result;
      }
      const { rows } = await client.query<{ partitions: number }>(HELD);
      const partitions = rows[0]?.partitions ?? 0;
      if (partitions > held) touched.push({ text, partitions });
      held = partitions;
      return result;
    };
  };
  const connect = async (): Promise<unknown> => {
    const client = await pool.connect();
    return {
      query: watch(client),
      release: () => client.release(),
    };
  };
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: { connect, end: () => Promise.resolve() } as unknown as Pool }),
  });
  return {
    db,
    take: () => {
      const taken = touched;
      touched = [];
      return taken;
    },
  };
}
