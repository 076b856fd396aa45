import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { dropUnsent } from "@/lib/outreach/sequence/drop-unsent";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { CampaignDeleted } from "./events";
import { SyncCampaign } from "./jobs";
import type { CampaignRef, DeletedCampaign } from "./schemas";
import { getCampaignRow, setDeleted } from "./store";
import { deleteAudience } from "./store-audience";

/**
 * Deletes a campaign: from this commit on it sends nothing, its drafts and unsent emails are gone and no list shows it; a job removes its
 * workflows from n8n. Its sent emails stay in the numbers, the leads' histories and the ledger, and its unsubscribe links keep working.
 */
export async function deleteCampaign(ctx: WorkspaceCtx, { campaignId }: CampaignRef): Promise<DeletedCampaign> {
  requirePermission(ctx, "campaigns.write");

  return withTransaction(ctx, async (tx) => {
    const campaign = await getCampaignRow(tx, campaignId);
    await setDeleted(tx, campaign);
    const unsent = await dropUnsent(tx, campaignId);
    await deleteAudience(tx, campaignId);
    await appendEvent(tx, CampaignDeleted, { campaignId, name: campaign.name, unsent });
    await enqueue(tx, SyncCampaign, { workspaceId: tx.workspaceId, campaignId });
    return { id: campaignId, name: campaign.name, unsent_deleted: unsent };
  });
}
