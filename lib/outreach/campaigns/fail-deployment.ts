import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { notify } from "@/lib/foundation/notifications/notify";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { CampaignFailed } from "./events";
import type { Campaign, CampaignRef } from "./schemas";
import { getCampaignRow, setCampaignStatus } from "./store";

type Failure = CampaignRef & { reason: string; workflows?: Campaign["workflows"] };

/**
 * The deployment failed, or the launch that made it was undone: the campaign says why, and keeps what is known of its workflows, by
 * default none. By default only a deploying campaign fails; others are named in `from`. A campaign in any other state is left alone. The
 * founders are told when one that was active stops because n8n refused a workflow: it was not they who asked for the deployment.
 */
export async function failDeployment(
  ctx: WorkspaceCtx,
  { campaignId, reason, workflows = [] }: Failure,
  from: readonly Campaign["status"][] = ["deploying"],
): Promise<void> {
  requirePermission(ctx, "campaigns.write");

  await withTransaction(ctx, async (tx) => {
    const campaign = await getCampaignRow(tx, campaignId);
    if (!from.includes(campaign.status)) return;
    await setCampaignStatus(tx, campaign, { status: "failed", failure: reason, workflows });
    await appendEvent(tx, CampaignFailed, { campaignId, name: campaign.name, reason });
    if (campaign.status !== "active" || workflows.length === 0) return;
    const title = `Campaign “${campaign.name}” has stopped sending: ${reason}`;
    await notify(tx, [{ type: "campaign.failed", title, data: { campaignId } }]);
  });
}
