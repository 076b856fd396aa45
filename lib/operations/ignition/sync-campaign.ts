import { failDeployment } from "@/lib/outreach/campaigns/fail-deployment";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { isDeleted } from "@/lib/outreach/campaigns/is-deleted";
import type { Campaign, CampaignRef } from "@/lib/outreach/campaigns/schemas";
import { getLastSent } from "@/lib/outreach/sequence/get-last-sent";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { removeWorkflows } from "./campaign-workflows";
import { deployCampaign } from "./deploy-campaign";
import { findEngine } from "./find-engine";
import { hearsOn, LISTENING } from "./listening";
import { unpublishCampaign } from "./unpublish-campaign";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };

/**
 * Makes n8n match a campaign's row; nothing else writes its workflows. Repeated, it changes nothing; a campaign that cannot be deployed
 * says why. Replies and opt-outs are heard while it is paused, and for thirty days after the last email of one that has ended.
 */
export async function syncCampaign(ctx: JobCtx, { campaignId }: CampaignRef): Promise<void> {
  requirePermission(ctx, "campaigns.write");
  if (await isDeleted(ctx, { campaignId })) return remove(ctx, campaignId);
  const { status, workflows } = await getCampaign(ctx, { campaignId });
  switch (status) {
    case "deploying":
    case "active":
      return deploy(ctx, { campaignId, workflows });
    case "paused":
      return listen(ctx, campaignId);
    case "completed":
    case "archived":
      if (hearsOn(await getLastSent(ctx, { campaignId }), ctx.now())) return listen(ctx, campaignId);
      return void (await unpublishCampaign(ctx, { campaignId, keep: [] }));
    case "draft":
    case "failed":
      // Without a row of it in n8n there is nothing to look at.
      if (workflows.length > 0) await unpublishCampaign(ctx, { campaignId, keep: LISTENING });
  }
}

type Rows = CampaignRef & { workflows: Campaign["workflows"] };

async function deploy(ctx: JobCtx, { campaignId, workflows }: Rows): Promise<void> {
  try {
    await deployCampaign(ctx, { campaignId });
  } catch (error) {
    // Worth another try: the job is retried, and the campaign stays as it is until then.
    if (!(error instanceof AppError) || error.retryable) throw error;
    await failDeployment(ctx, { campaignId, reason: error.message, workflows });
  }
}

/** The listening workflows are deployed anew, so that they read a mailbox that was saved meanwhile. */
async function listen(ctx: JobCtx, campaignId: string): Promise<void> {
  const isDeployed = await unpublishCampaign(ctx, { campaignId, keep: LISTENING });
  if (isDeployed) await deployCampaign(ctx, { campaignId, only: LISTENING });
}

async function remove(ctx: JobCtx, campaignId: string): Promise<void> {
  const engine = await findEngine(ctx);
  if (engine) await removeWorkflows(engine, { workspaceId: ctx.workspaceId, signal: ctx.signal, campaignId });
}
