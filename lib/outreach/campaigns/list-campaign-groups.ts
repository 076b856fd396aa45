import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { selectGroups, type CampaignGroup } from "./store";

export async function listCampaignGroups(ctx: WorkspaceCtx): Promise<CampaignGroup[]> {
  requirePermission(ctx, "campaigns.read");
  return withReadTransaction(ctx, selectGroups);
}
