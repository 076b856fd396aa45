import { requirePermission } from "@/lib/foundation/access/require-permission";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import type { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { listCampaignWorkflows } from "./campaign-workflows";
import { findEngine } from "./find-engine";

type Unpublishing = CampaignRef & { keep: readonly string[] };

/** Unpublishes a campaign's workflows but for the templates to keep; answers whether the campaign has workflows in n8n. Safe to repeat. */
export async function unpublishCampaign(
  ctx: WorkspaceCtx & { signal: AbortSignal },
  { campaignId, keep }: Unpublishing,
): Promise<boolean> {
  requirePermission(ctx, "campaigns.write");
  const engine = await findEngine(ctx);
  if (!engine) return false;
  const { workflows: rows } = await getCampaign(ctx, { campaignId });
  const call = { workspaceId: ctx.workspaceId, signal: ctx.signal };
  const deployed = await listCampaignWorkflows(engine, { ...call, campaignId, rows });
  for (const { workflowId, template, active } of deployed) {
    if (active && !keep.includes(template)) await engine.unpublishWorkflow({ ...call, workflowId });
  }
  return deployed.length > 0;
}
