import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { requireFreeWorkflows } from "@/lib/foundation/workspaces/require-free-workflows";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { RunRequested } from "./events";
import { RunCampaignStep } from "./jobs";
import type { CampaignRef, RunNow } from "./schemas";
import { getCampaignRow } from "./store";

/** Runs one step of an active campaign now instead of at its next scheduled time. The database decides which leads are due. */
export async function runNow(
  ctx: WorkspaceCtx,
  { campaignId, step }: CampaignRef & RunNow,
): Promise<{ accepted: true }> {
  requirePermission(ctx, "campaigns.write");

  return withTransaction(ctx, async (tx) => {
    const campaign = await getCampaignRow(tx, campaignId);
    if (campaign.status !== "active") {
      throw new AppError("impossible", `This campaign is ${campaign.status}. Activate it first.`, {
        code: "campaign.not_active",
      });
    }
    await requireFreeWorkflows(tx);
    await appendEvent(tx, RunRequested, { campaignId, name: campaign.name, step });
    await enqueue(tx, RunCampaignStep, { workspaceId: tx.workspaceId, campaignId, step });
    return { accepted: true };
  });
}
