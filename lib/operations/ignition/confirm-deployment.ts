import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { isDeleted } from "@/lib/outreach/campaigns/is-deleted";
import { repairCampaign } from "@/lib/outreach/campaigns/repair-campaign";
import type { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { findSilentWorkflow } from "./campaign-workflows";
import { findEngine } from "./find-engine";

/** Asks n8n whether it runs every workflow of an active campaign; the first that it does not begins a repair, named in the ledger. */
export async function confirmDeployment(
  ctx: WorkspaceCtx & { signal: AbortSignal },
  { campaignId }: CampaignRef,
): Promise<void> {
  requirePermission(ctx, "campaigns.write");
  if (await isDeleted(ctx, { campaignId })) return;
  const { status, workflows } = await getCampaign(ctx, { campaignId });
  const engine = await findEngine(ctx);
  if (status !== "active" || !engine) return;

  const silent = await findSilentWorkflow(engine, {
    workspaceId: ctx.workspaceId,
    signal: ctx.signal,
    workflows: Object.fromEntries(
      workflows.flatMap(({ template, workflow_id, webhook_path, name }) => {
        // A campaign that an earlier version deployed has no path; its next deployment adds it.
        return workflow_id && webhook_path && name
          ? [[template, { workflowId: workflow_id, webhookPath: webhook_path, name }]]
          : [];
      }),
    ),
  });
  if (silent) await repairCampaign(ctx, { campaignId, reason: `${silent.workflow.name}: ${silent.words}` });
}
