import { sql, type RawBuilder } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";

/** The settled calls that count, by their day in the workspace's time zone; in one order, so that concurrent writers never deadlock. */
const counted = (tx: TxCtx, which: RawBuilder<boolean>): RawBuilder<unknown> => sql`
  select workspace_id, (created_at at time zone coalesce((
      select c.time_zone from genesis.infrastructure_config c where c.workspace_id = ${tx.workspaceId}), 'UTC'))::date as day, provider, model, campaign_id,
    campaign_group_id, count(*), count(*) filter (where cost_usd is null), sum(tokens_in), sum(tokens_out), coalesce(sum(cost_usd), 0)
  from llm_usage
  where workspace_id = ${tx.workspaceId} and status = 'settled' and not is_test and ${which}
  group by workspace_id, 2, provider, model, campaign_id, campaign_group_id
  order by 2, provider, model, campaign_id, campaign_group_id`;

const COLUMNS = sql`
  workspace_id, day, provider, model, campaign_id, campaign_group_id, calls, unpriced_calls, tokens_in, tokens_out, cost_usd`;

/** Adds calls that just ended to their day; last in a transaction, because its rows are shared by everybody who reports. */
export async function addToDailyCosts(tx: TxCtx, usageIds: readonly string[]): Promise<void> {
  if (usageIds.length === 0) return;
  await sql`
    insert into daily_costs as s (${COLUMNS})
    ${counted(tx, sql<boolean>`id = any (${usageIds}::uuid[])`)}
    on conflict (workspace_id, day, provider, model, campaign_id, campaign_group_id) do update set
      calls = s.calls + excluded.calls, unpriced_calls = s.unpriced_calls + excluded.unpriced_calls,
      tokens_in = s.tokens_in + excluded.tokens_in, tokens_out = s.tokens_out + excluded.tokens_out,
      cost_usd = s.cost_usd + excluded.cost_usd`.execute(tx.db);
}

/** Takes a settled call out of its day again, whose cost turned out to be another; it is in none while days are counted anew. */
export async function takeFromDailyCosts(tx: TxCtx, usageId: string): Promise<void> {
  await sql`
    update daily_costs s set
      calls = s.calls - c.calls, unpriced_calls = s.unpriced_calls - c.unpriced_calls, tokens_in = s.tokens_in - c.tokens_in,
      tokens_out = s.tokens_out - c.tokens_out, cost_usd = s.cost_usd - c.cost_usd
    from (${counted(tx, sql<boolean>`id = ${usageId}`)}) as c (${COLUMNS})
    where s.workspace_id = ${tx.workspaceId} and s.day = c.day and s.provider = c.provider and s.model = c.model
      and s.campaign_id is not distinct from c.campaign_id and s.campaign_group_id is not distinct from c.campaign_group_id`.execute(
    tx.db,
  );
}

/** Counts all calls anew. The caller is alone in the workspace. */
export async function replaceDailyCosts(tx: TxCtx): Promise<void> {
  await tx.db.deleteFrom("daily_costs").where("workspace_id", "=", tx.workspaceId).execute();
  await sql`
    insert into daily_costs (${COLUMNS})
    ${counted(tx, sql<boolean>`true`)}`.execute(tx.db);
}
