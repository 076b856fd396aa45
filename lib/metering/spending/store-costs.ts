import { sql } from "kysely";
import { isBeforeRow } from "@/lib/platform/keyset";
import type { TxCtx } from "@/lib/platform/transaction";
import type { CostRow, LeadCosts, ListCostsQuery } from "./schemas";

/** One row of `llm_usage` that was reported after the call. */
export type NewCost = {
  id: string;
  provider: string;
  model: string;
  tokens_in: number;
  tokens_out: number;
  cost_usd: number | null;
  /** The amount taken from the budget. */
  charged_usd: number;
  /** Its price or its tokens are not known: it has no cost and counts by number. */
  unpriced: boolean;
  raw_usage: Record<string, unknown> | null;
  campaign_id: string | null;
  campaign_name: string | null;
  campaign_group_id: string | null;
  contact_email: string | null;
  purpose: string | null;
  workflow_id: string | null;
  run_id: string | null;
  idempotency_key: string | null;
  is_test: boolean;
  metadata: Record<string, unknown>;
};

/** Stores what is not stored yet by its key; returns the ids that are new. In one order of keys, so that two batches queue up. */
export async function insertCosts(tx: TxCtx, rows: readonly NewCost[]): Promise<Set<string>> {
  const { rows: stored } = await sql<{ id: string }>`
    insert into llm_usage (
      id, workspace_id, provider, model, tokens_in, tokens_out, cost_usd, charged_usd, unpriced, raw_usage, campaign_id, campaign_name,
      campaign_group_id, contact_email, purpose, workflow_id, run_id, idempotency_key, is_test, metadata, status, created_at)
    select r.id, ${tx.workspaceId}, r.provider, r.model, r.tokens_in, r.tokens_out, r.cost_usd, r.charged_usd, r.unpriced, r.raw_usage,
      r.campaign_id, r.campaign_name, r.campaign_group_id, r.contact_email, r.purpose, r.workflow_id, r.run_id, r.idempotency_key, r.is_test,
      r.metadata, 'settled', ${tx.now().toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      id uuid, provider text, model text, tokens_in int, tokens_out int, cost_usd numeric, charged_usd numeric, unpriced boolean, raw_usage jsonb,
      campaign_id uuid, campaign_name text, campaign_group_id uuid, contact_email text, purpose text, workflow_id text, run_id text, idempotency_key text,
      is_test boolean, metadata jsonb)
    order by r.idempotency_key, r.id
    on conflict do nothing
    returning id`.execute(tx.db);
  return new Set(stored.map(({ id }) => id));
}

/** The settled calls of a workspace, newest first, after the row a page ended with. */
export async function selectCosts(tx: TxCtx, { cursor, limit }: ListCostsQuery): Promise<CostRow[]> {
  const { rows } = await sql<CostRow>`
    select id, provider, model, tokens_in, tokens_out, cost_usd, campaign_id, campaign_name, campaign_group_id, contact_email, purpose,
      workflow_id, run_id, is_test, created_at
    from llm_usage
    where workspace_id = ${tx.workspaceId} and status = 'settled'
      ${cursor === undefined ? sql`` : sql`and ${isBeforeRow({ table: "llm_usage", workspaceId: tx.workspaceId, order: ["created_at", "id"], cursor })}`}
    order by created_at desc, id desc
    limit ${limit}`.execute(tx.db);
  return rows;
}

export async function sumLeadCosts(tx: TxCtx, leadId: string): Promise<LeadCosts> {
  const { rows } = await sql<LeadCosts>`
    select count(*)::int as calls, coalesce(sum(u.cost_usd), 0)::float8 as cost_usd,
      count(*) filter (where u.cost_usd is null)::int as unpriced
    from genesis.leads l
    join llm_usage u on u.workspace_id = l.workspace_id and u.contact_email = l.email and u.status = 'settled' and not u.is_test
    where l.workspace_id = ${tx.workspaceId} and l.id = ${leadId}`.execute(tx.db);
  return rows[0] ?? { calls: 0, cost_usd: 0, unpriced: 0 };
}
