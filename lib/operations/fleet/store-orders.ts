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

type Origin = { provider?: string; region?: string; egress?: string; egress_at?: string };

/** The vendor and the place of a machine that was ordered, and the ways out that it tried at its first start; nothing for others. */
export async function findOrigin(tx: ServiceTx, name: string): Promise<Origin> {
  const row = await tx.db
    .selectFrom("genesis.machines")
    .select(["provider", "region", "egress", "bootstrapped_at"])
    .where("name", "=", name)
    .executeTakeFirst();
  if (!row) return {};
  const { provider, region, egress, bootstrapped_at: at } = row;
  return { provider, region, ...(egress !== null && at !== null && { egress: JSON.stringify(egress), egress_at: at }) };
}

/** The machines whose first token was shown again with another key, by name. */
export async function selectSuspected(tx: ServiceTx): Promise<string[]> {
  const rows = await tx.db
    .selectFrom("genesis.machines")
    .select("name")
    .where("suspected_at", "is not", null)
    .where("state", "<>", "terminated")
    .orderBy("name")
    .execute();
  return rows.map(({ name }) => name);
}

/** Puts machines into quarantine, once: an administrator who ends it is not overruled. */
export async function quarantineSuspected(tx: ServiceTx): Promise<void> {
  await sql`
    with suspect as (
      select i.id, i.state
      from public.instances i join genesis.machines m on m.name = i.name
      where m.suspected_at is not null and i.state <> 'quarantined'
        and not exists (
          select from genesis.instance_heartbeats h
          where h.instance_id = i.id and h.state = 'quarantined' and h.at >= m.suspected_at)
      for update of i
    ), put as (
      update public.instances i set state = 'quarantined', alert_after = null, well_since = null
      from suspect s where s.id = i.id
    )
    insert into genesis.instance_heartbeats (instance_id, state, previous_state, reason, at)
    select s.id, 'quarantined', s.state, 'The token of its first start was shown again with another key.',
      ${tx.now().toISOString()}::timestamptz
    from suspect s`.execute(tx.db);
}
