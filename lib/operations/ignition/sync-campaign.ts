import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { recordDeployment, recordDeploymentFailure } from "@/lib/outreach/campaigns/record-deployment";
import type { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { compileFor, deployCompiled, listCampaignWorkflows, publishAndProbe } from "./campaign-workflows";
import { engineAt } from "@/lib/outreach/workflows/engine";
import { findIgnition } from "./store";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };

/** Makes n8n match a campaign's status. Repeated, it changes nothing; a campaign that cannot be deployed says why. */
export async function syncCampaign(ctx: JobCtx, { campaignId }: CampaignRef): Promise<void> {
  requirePermission(ctx, "campaigns.write");
  const campaign = await getCampaign(ctx, { campaignId });
  if (campaign.status === "draft" || campaign.status === "failed") return;
  if (campaign.status !== "active" && campaign.status !== "deploying") return unpublish(ctx, campaignId);

  try {
    await deploy(ctx, campaignId);
  } catch (error) {
    // Worth another try: the job is retried, and the campaign stays as it is until then.
    if (!(error instanceof AppError) || error.retryable) throw error;
    await recordDeploymentFailure(ctx, { campaignId, reason: error.message });
  }
}

async function deploy(ctx: JobCtx, campaignId: string): Promise<void> {
  const ignition = await withReadTransaction(ctx, findIgnition);
  if (ignition?.status !== "active") {
    throw new AppError("impossible", "The company is not launched yet. Launch it first.", {
      code: "ignition.not_launched",
    });
  }
  const { sidecarUrl, credentialIds } = ignition.resources;
  const engine = engineAt(sidecarUrl);
  const call = { workspaceId: ctx.workspaceId, campaignId, signal: ctx.signal };
  const compiled = await compileFor(ctx, { campaignId, credentialIds });
  const workflowIds = await deployCompiled(engine, { ...call, compiled });
  await publishAndProbe(engine, { ...call, workflowIds });
  const workflows = Object.entries(workflowIds).map(([template, workflow_id]) => ({ template, workflow_id }));
  await recordDeployment(ctx, { campaignId, workflows });
}

async function unpublish(ctx: JobCtx, campaignId: string): Promise<void> {
  const ignition = await withReadTransaction(ctx, findIgnition);
  if (!ignition?.resources.sidecarUrl) return;
  const engine = engineAt(ignition.resources.sidecarUrl);
  const call = { workspaceId: ctx.workspaceId, signal: ctx.signal };
  for (const { workflowId, active } of await listCampaignWorkflows(engine, { ...call, campaignId })) {
    if (active) await engine.unpublishWorkflow({ ...call, workflowId });
  }
}
