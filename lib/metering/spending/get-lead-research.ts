import { requirePermission } from "@/lib/foundation/access/require-permission";
import { getLead } from "@/lib/outreach/leads/get-lead";
import type { LeadRef } from "@/lib/outreach/leads/schemas";
import { listFindings } from "@/lib/outreach/research/list-findings";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { LeadResearch } from "./schemas";
import { sumLeadCosts } from "./store-costs";

/**
 * The findings about a lead, what each source answered the last time, and the cost in US dollars: of the model calls, from the booking of
 * each, without calls under way and tests; and of the sources, as far as they say it. 404 `lead.not_found`.
 */
export async function getLeadResearch(ctx: WorkspaceCtx, { leadId }: LeadRef): Promise<LeadResearch> {
  requirePermission(ctx, "leads.read");
  return withReadTransaction(ctx, async (tx) => {
    await getLead(tx, { leadId });
    const research = await listFindings(tx, { leadId });
    const costs = await sumLeadCosts(tx, leadId);
    const total = research.sources.reduce((sum, { cost_usd }) => sum + (cost_usd ?? 0), costs.cost_usd);
    return { ...research, costs: { ...costs, total_usd: total } };
  });
}
