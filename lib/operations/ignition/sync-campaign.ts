import { failDeployment } from "@/lib/outreach/campaigns/fail-deployment";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { isDeleted } from "@/lib/outreach/campaigns/is-deleted";
import { recordPutAway } from "@/lib/outreach/campaigns/record-put-away";
import type { Campaign, CampaignRef } from "@/lib/outreach/campaigns/schemas";
import { KEPT_DAYS } from "@/lib/outreach/campaigns/sweep-put-away";
import { getLastSent } from "@/lib/outreach/sequence/get-last-sent";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { archiveWorkflows } from "./archive-workflows";
import { removeWorkflows } from "./campaign-workflows";
import { deployCampaign } from "./deploy-campaign";
import { findEngine } from "./find-engine";
import { hearsOn, LISTENING } from "./listening";
import { unpublishCampaign } from "./unpublish-campaign";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };

/**
 * Makes n8n match a campaign's row; nothing else writes its workflows. Repeated, it changes nothing; a campaign that cannot be deployed
 * says why. Replies and opt-outs are heard while it is paused, and for thirty days after the last email of one that has ended. The
 * workflows that an archived one needs no more are put away in n8n, and deleted after thirty days.
 */
export async function syncCampaign(ctx: JobCtx, { campaignId }: CampaignRef): Promise<void> {
  requirePermission(ctx, "campaigns.write");
  if (await isDeleted(ctx, { campaignId })) return remove(ctx, campaignId);
  const { status, workflows, archived_at } = await getCampaign(ctx, { campaignId });
  switch (status) {
    case "deploying":
    case "active":
      return deploy(ctx, { campaignId, workflows });
    case "paused":
      return listen(ctx, campaignId);
    case "archived":
      return putAway(ctx, { campaignId, workflows, archivedAt: archived_at });
    case "completed":
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

type Ended = Rows & { archivedAt: string | null };

async function putAway(ctx: JobCtx, { campaignId, workflows, archivedAt }: Ended): Promise<void> {
  const hears = hearsOn(await getLastSent(ctx, { campaignId }), ctx.now());
  const keep = hears ? LISTENING : [];
  if (hears) await listen(ctx, campaignId);
  if (workflows.length === 0) return;
  if (!hears && isKeptNoMore(archivedAt, ctx.now())) {
    await remove(ctx, campaignId);
    return recordPutAway(ctx, { campaignId, removed: true });
  }
  const archived = await archiveWorkflows(ctx, { campaignId, keep });
  await recordPutAway(ctx, { campaignId, archived });
}

const isKeptNoMore = (archivedAt: string | null, now: Date): boolean =>
  archivedAt !== null && now.getTime() - Date.parse(archivedAt) >= KEPT_DAYS * 86_400_000;

async function remove(ctx: JobCtx, campaignId: string): Promise<void> {
  const engine = await findEngine(ctx);
  if (engine) await removeWorkflows(engine, { workspaceId: ctx.workspaceId, signal: ctx.signal, campaignId });
}
