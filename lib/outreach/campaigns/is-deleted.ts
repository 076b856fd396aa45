import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { CampaignRef } from "./schemas";
import { selectIsDeleted } from "./store";

/** Whether the campaign was deleted; false for one that exists and for one that never did. */
export async function isDeleted(ctx: WorkspaceCtx, { campaignId }: CampaignRef): Promise<boolean> {
  requirePermission(ctx, "campaigns.read");
  return withReadTransaction(ctx, (tx) => selectIsDeleted(tx, campaignId));
}
