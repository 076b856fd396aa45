import { sql } from "kysely";
import type { ServiceTx } from "@/lib/platform/transaction";

/** The machines that were ordered and that their vendor no longer has, by name. */
export async function selectLost(tx: ServiceTx): Promise<string[]> {
  const rows = await tx.db
    .selectFrom("genesis.machines")
    .select("name")
    .where("state", "=", "lost")
    .orderBy("name")
    .execute();
  return rows.map(({ name }) => name);
}

/** The machines at the vendor that carry our tag and that no row names, as the last sweep saw them. */
export async function selectStrays(tx: ServiceTx): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct left(stray.value ->> 'name', 60) as name
    from genesis.compute_accounts a cross join lateral jsonb_each(a.strays) stray
    where not (stray.value ->> 'known')::boolean order by 1`.execute(tx.db);
  return rows.map(({ name }) => name);
}
