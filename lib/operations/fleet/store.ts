import { sql } from "kysely";
import type { ServiceTx } from "@/lib/platform/transaction";

/** Seconds since a worker last looked after the queues; null when none ever has. */
export async function secondsSinceWorker(tx: ServiceTx): Promise<number | null> {
  await sql`select set_config('role', 'queue_role', true)`.execute(tx.db);
  const { rows } = await sql<{ seconds: number | null }>`
    select extract(epoch from now() - max(monitor_claim_on))::float8 as seconds from pgboss.queue`.execute(tx.db);
  return rows[0]?.seconds ?? null;
}
