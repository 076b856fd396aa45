import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { Audience, CampaignRef } from "./schemas";
import { getCampaignRow } from "./store";
import { selectAudience } from "./store-audience";

/** The people a campaign writes to: its lists and filters, how many may be emailed now, and how many of them other campaigns wrote to. */
export async function getAudience(ctx: WorkspaceCtx, { campaignId }: CampaignRef): Promise<Audience> {
  requirePermission(ctx, "campaigns.read");
  return withReadTransaction(ctx, async (tx) => {
    await getCampaignRow(tx, campaignId);
    return selectAudience(tx, campaignId);
  });
}
