import { sql } from "kysely";
import { Plan } from "@/lib/foundation/workspaces/schemas";
import { containsPattern } from "@/lib/platform/text";
import type { ServiceTx } from "@/lib/platform/transaction";
import type { ListPlansQuery } from "./schemas";
import type { Spend } from "./store-budget";

type PlanRow = Spend & { id: string; name: string; slug: string; plan: Plan };

/** Past RLS: the plan of every workspace with the month's sums, newest first, after the row a page ended with. */
export async function selectPlans(
  tx: ServiceTx,
  { query, cursor, limit, month }: ListPlansQuery & { month: string },
): Promise<PlanRow[]> {
  const like = query ? containsPattern(query) : null;
  const { rows } = await sql<PlanRow>`
    select w.id, w.name, w.slug, w.plan, coalesce(b.spent_usd, 0)::float8 as spent, coalesce(b.reserved_usd, 0)::float8 as reserved,
      coalesce(b.unpriced_calls, 0) as unpriced
    from workspaces w
    left join budget_ledger b on b.workspace_id = w.id and b.month = ${month}::date
    where (${like}::text is null or w.name ilike ${like} or w.slug ilike ${like} or w.id::text = lower(${query ?? null}))
      and (${cursor ?? null}::uuid is null or (w.created_at, w.id) < (
        select last.created_at, last.id from workspaces last where last.id = ${cursor ?? null}))
    order by w.created_at desc, w.id desc
    limit ${limit}`.execute(tx.db);
  return rows.map((row) => ({ ...row, plan: Plan.parse(row.plan) }));
}
