import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { isDeleted } from "@/lib/outreach/campaigns/is-deleted";
import { failDeployment } from "@/lib/outreach/campaigns/fail-deployment";
import type { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { listCampaignWorkflows, removeWorkflows } from "./campaign-workflows";
import { deployCampaign } from "./deploy-campaign";
import { findEngine } from "./find-engine";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };

/** Makes n8n match a campaign's status. Repeated, it changes nothing; a campaign that cannot be deployed says why. */
export async function syncCampaign(ctx: JobCtx, { campaignId }: CampaignRef): Promise<void> {
  requirePermission(ctx, "campaigns.write");
  if (await isDeleted(ctx, { campaignId })) return remove(ctx, campaignId);
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

async function remove(ctx: JobCtx, campaignId: string): Promise<void> {
  const engine = await findEngine(ctx);
  if (engine) await removeWorkflows(engine, { workspaceId: ctx.workspaceId, signal: ctx.signal, campaignId });
}

async function unpublish(ctx: JobCtx, campaignId: string, listens: readonly string[]): Promise<void> {
  const engine = await findEngine(ctx);
  if (!engine) return;
  const call = { workspaceId: ctx.workspaceId, signal: ctx.signal };
  for (const { workflowId, key, active } of await listCampaignWorkflows(engine, { ...call, campaignId })) {
    if (active && !listens.some((template) => key.endsWith(`:${template}`))) {
      await engine.unpublishWorkflow({ ...call, workflowId });
    }
  }
}
