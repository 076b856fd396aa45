import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { AudienceSize, SaveAudience } from "./schemas";
import { selectAudienceSize } from "./store-audience";

/** How many people a campaign with this audience could email now, and how many of them a campaign emailed already, or will. */
export async function previewAudience(ctx: WorkspaceCtx, audience: SaveAudience): Promise<AudienceSize> {
  requirePermission(ctx, "campaigns.write");
  return withReadTransaction(ctx, (tx) => selectAudienceSize(tx, audience));
}
