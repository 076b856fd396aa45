import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { CampaignDeployed } from "./events";
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
