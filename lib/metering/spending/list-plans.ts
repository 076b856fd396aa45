import { requireAdmin } from "@/lib/foundation/access/require-admin";
import type { AdminCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { budgetFor, monthOf, OFFERED_PLANS } from "./budget";
import type { ListPlansQuery, OfferedPlan, WorkspacePlan } from "./schemas";
import { selectPlans } from "./store-plans";

type Plans = { data: WorkspacePlan[]; next_cursor: string | null; plans: readonly OfferedPlan[] };

/** The plan of every workspace and what it spent this month, newest workspace first; and the plans there are. */
export async function listPlans(ctx: AdminCtx, query: ListPlansQuery): Promise<Plans> {
  requireAdmin(ctx);
  return withServiceTransaction(ctx, async (tx) => {
    const month = monthOf(tx.now());
    const rows = await selectPlans(tx, { ...query, limit: query.limit + 1, month });
    const page = rows.slice(0, query.limit);
    const data = page.map(({ id, name, slug, plan, ...spend }) => ({
      workspace_id: id,
      workspace_name: name,
      workspace_slug: slug,
      ...budgetFor(plan, month, spend),
    }));
    return { data, next_cursor: rows.length > query.limit ? (page.at(-1)?.id ?? null) : null, plans: OFFERED_PLANS };
  });
}
