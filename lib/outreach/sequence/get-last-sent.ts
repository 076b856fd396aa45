import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { selectLastSent } from "./store-sends";

/** When the last email of a campaign left; null when none did. */
export async function getLastSent(ctx: WorkspaceCtx, { campaignId }: { campaignId: string }): Promise<string | null> {
  requirePermission(ctx, "campaigns.read");
  return withReadTransaction(ctx, (tx) => selectLastSent(tx, campaignId));
}
