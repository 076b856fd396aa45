import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import type { Campaign, CampaignRef } from "./schemas";
import { getCampaignRow, setCampaignStatus } from "./store";

type Attempt = CampaignRef & { workflows: Campaign["workflows"] };

/** Keeps how far each workflow came in a deployment that is not over; the campaign's status stays. One that does not send is left alone. */
export async function recordAttempt(ctx: WorkspaceCtx, { campaignId, workflows }: Attempt): Promise<void> {
  requirePermission(ctx, "campaigns.write");

  // No event: the deployment's end writes one.
  await withTransaction(ctx, async (tx) => {
    const campaign = await getCampaignRow(tx, campaignId);
    if (campaign.status !== "deploying" && campaign.status !== "active") return;
    await setCampaignStatus(tx, campaign, { status: campaign.status, workflows });
  });
}
