import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { failDeployment } from "@/lib/outreach/campaigns/fail-deployment";
import type { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { listCampaignWorkflows } from "./campaign-workflows";
import { deployCampaign } from "./deploy-campaign";
import { engineAt } from "@/lib/outreach/workflows/engine";
import { findIgnition } from "./store";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };

/** Makes n8n match a campaign's status. Repeated, it changes nothing; a campaign that cannot be deployed says why. */
export async function syncCampaign(ctx: JobCtx, { campaignId }: CampaignRef): Promise<void> {
  requirePermission(ctx, "campaigns.write");
  const campaign = await getCampaign(ctx, { campaignId });
  if (campaign.status === "draft" || campaign.status === "failed") return;
  if (campaign.status !== "active" && campaign.status !== "deploying") {
    return unpublish(ctx, campaignId, campaign.status === "paused" ? LISTENING : []);
  }

  try {
    await deployCampaign(ctx, { campaignId });
  } catch (error) {
    // Worth another try: the job is retried, and the campaign stays as it is until then.
    if (!(error instanceof AppError) || error.retryable) throw error;
    await failDeployment(ctx, { campaignId, reason: error.message });
  }
}

/** Replies and opt-outs arrive also while nothing is sent. */
const LISTENING = ["reply_tracker", "opt_out"];

async function unpublish(ctx: JobCtx, campaignId: string, listens: readonly string[]): Promise<void> {
  const ignition = await withReadTransaction(ctx, findIgnition);
  if (!ignition?.resources.sidecarUrl) return;
  const engine = engineAt(ignition.resources.sidecarUrl);
  const call = { workspaceId: ctx.workspaceId, signal: ctx.signal };
  for (const { workflowId, key, active } of await listCampaignWorkflows(engine, { ...call, campaignId })) {
    if (active && !listens.some((template) => key.endsWith(`:${template}`))) {
      await engine.unpublishWorkflow({ ...call, workflowId });
    }
  }
}
