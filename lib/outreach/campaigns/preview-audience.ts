import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { countAudience } from "./count-audience";
import type { AudienceSize, SaveAudience } from "./schemas";

/** Counts the people of a campaign that is not created yet. */
export async function previewAudience(ctx: WorkspaceCtx, audience: SaveAudience): Promise<AudienceSize> {
  requirePermission(ctx, "campaigns.write");
  return withReadTransaction(ctx, (tx) => countAudience(tx, audience));
}
