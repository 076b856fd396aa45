import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { CampaignDeployed, CampaignFailed } from "./events";
import { ConfirmDeployment } from "./jobs";
import type { Campaign, CampaignRef } from "./schemas";
import { getCampaignRow, setCampaignStatus } from "./store";
import { assertTransition } from "./transitions";

type Deployment = CampaignRef & { workflows: Campaign["workflows"] };

/** The campaign's workflows are published and answer: a deploying campaign becomes active. One that was paused meanwhile stays paused. */
export async function recordDeployment(ctx: WorkspaceCtx, { campaignId, workflows }: Deployment): Promise<Campaign> {
  requirePermission(ctx, "campaigns.write");

  return withTransaction(ctx, async (tx) => {
    const campaign = await getCampaignRow(tx, campaignId);
    if (campaign.status === "paused") return setCampaignStatus(tx, campaign, { status: "paused", workflows });
    if (campaign.status !== "active") assertTransition(campaign.status, "active");
    const deployed = await setCampaignStatus(tx, campaign, { status: "active", workflows });
    await appendEvent(tx, CampaignDeployed, { campaignId, name: campaign.name, workflows: workflows.length });
    await enqueue(tx, ConfirmDeployment, { workspaceId: tx.workspaceId, campaignId });
    return deployed;
  });
}

type Failure = CampaignRef & { reason: string };

/** The campaign could not be deployed; what had been is gone again. A campaign that is not deploying is left alone. */
export const recordDeploymentFailure = (ctx: WorkspaceCtx, failure: Failure): Promise<void> =>
  fail(ctx, failure, ["deploying"]);

/** The launch that deployed the campaign was undone, its workflows are gone: it has failed, also if it was active already. */
export const withdrawDeployment = (ctx: WorkspaceCtx, failure: Failure): Promise<void> =>
  fail(ctx, failure, ["deploying", "active"]);

async function fail(
  ctx: WorkspaceCtx,
  { campaignId, reason }: Failure,
  from: readonly Campaign["status"][],
): Promise<void> {
  requirePermission(ctx, "campaigns.write");

  await withTransaction(ctx, async (tx) => {
    const campaign = await getCampaignRow(tx, campaignId);
    if (!from.includes(campaign.status)) return;
    await setCampaignStatus(tx, campaign, { status: "failed", failure: reason, workflows: [] });
    await appendEvent(tx, CampaignFailed, { campaignId, name: campaign.name, reason });
  });
}

/** A draft or failed campaign is on its way: its workflows are about to be deployed. Safe to repeat. */
export async function beginDeployment(ctx: WorkspaceCtx, { campaignId }: CampaignRef): Promise<Campaign> {
  requirePermission(ctx, "campaigns.write");

  // No event: the ignition that calls this writes its own line for the step.
  return withTransaction(ctx, async (tx) => {
    const campaign = await getCampaignRow(tx, campaignId);
    if (campaign.status === "deploying" || campaign.status === "active") return campaign;
    assertTransition(campaign.status, "deploying");
    return setCampaignStatus(tx, campaign, { status: "deploying" });
  });
}
