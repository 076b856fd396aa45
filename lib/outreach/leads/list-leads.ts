import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { getLeadsTable } from "@/lib/foundation/access/legacy-workspace";
import { listLegacyLeads } from "./list-legacy-leads";
import type { Lead, LeadSort, ListLeadsQuery } from "./schemas";
import { countMatching, selectLeadPage } from "./store-leads";

/** The leads that match, in the order asked for, at most 200 a page; `total` counts all of them. `q` looks in email, names, company and title. */
export async function listLeads(
  ctx: WorkspaceCtx,
  { limit, cursor, sort = "newest", ...filter }: Omit<ListLeadsQuery, "sort"> & { sort?: LeadSort },
): Promise<{ data: Lead[]; next_cursor: string | null; total: number }> {
  requirePermission(ctx, "leads.read");
  if (getLeadsTable(ctx.workspaceId) === "leads_ohio") return listLegacyLeads(ctx, { q: filter.q, cursor, limit });
  return withReadTransaction(ctx, async (tx) => ({
    ...(await selectLeadPage(tx, filter, { sort, cursor, limit })),
    total: await countMatching(tx, filter),
  }));
}
