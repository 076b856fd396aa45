import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { ListCampaignsQuery } from "./schemas";
import { selectCampaigns } from "./store";
import { readProgress, type CampaignWithProgress } from "./read-progress";

export type CampaignPage = { data: CampaignWithProgress[]; next_cursor: string | null };

/** The campaigns of the workspace, oldest first, each with how far it is, as {@link readProgress} says. */
export async function listCampaigns(ctx: WorkspaceCtx, query: ListCampaignsQuery): Promise<CampaignPage> {
  requirePermission(ctx, "campaigns.read");
  return withReadTransaction(ctx, async (tx) => {
    const rows = await selectCampaigns(tx, { after: query.cursor, limit: query.limit + 1 });
    const shown = rows.slice(0, query.limit);
    const data = shown.map(await readProgress(tx, shown));
    return { data, next_cursor: rows.length > query.limit ? (shown.at(-1)?.id ?? null) : null };
  });
}
