import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { Campaign, CampaignRef } from "./schemas";
import { getCampaignRow, setCampaignStatus } from "./store";
import { assertTransition } from "./transitions";

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
