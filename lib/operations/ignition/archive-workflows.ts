import { requirePermission } from "@/lib/foundation/access/require-permission";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import type { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { listCampaignWorkflows } from "./campaign-workflows";
import { findEngine } from "./find-engine";

type Archiving = CampaignRef & { keep: readonly string[] };

/**
 * Unpublishes a campaign's workflows and puts them away in n8n, but for the templates to keep; answers the templates of its row that are put
 * away, by whomever. Safe to repeat.
 */
export async function archiveWorkflows(
  ctx: WorkspaceCtx & { signal: AbortSignal },
  { campaignId, keep }: Archiving,
): Promise<string[]> {
  requirePermission(ctx, "campaigns.write");
  // No event: the campaign's own end wrote one.
  const engine = await findEngine(ctx);
  if (!engine) return [];
  const { workflows: rows } = await getCampaign(ctx, { campaignId });
  const call = { workspaceId: ctx.workspaceId, signal: ctx.signal };
  for (const { workflowId, template, active } of await listCampaignWorkflows(engine, { ...call, campaignId, rows })) {
    if (keep.includes(template)) continue;
    // The schedule first: a look while it is being put away then sees nothing published.
    if (active) await engine.unpublishWorkflow({ ...call, workflowId });
    await engine.archiveWorkflow({ ...call, workflowId });
  }
  return rows.map(({ template }) => template).filter((template) => !keep.includes(template));
}
