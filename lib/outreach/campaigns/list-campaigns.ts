import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { getSequenceProgress } from "@/lib/outreach/sequence/get-sequence-progress";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { ListCampaignsQuery } from "./schemas";
import { selectCampaigns } from "./store";
import { type CampaignWithProgress } from "./get-campaign";

type Page = { data: CampaignWithProgress[]; next_cursor: string | null };

/** The campaigns of the workspace, oldest first. */
export async function listCampaigns(ctx: WorkspaceCtx, query: ListCampaignsQuery): Promise<Page> {
  requirePermission(ctx, "campaigns.read");
  return withReadTransaction(ctx, async (tx) => {
    const rows = await selectCampaigns(tx, { after: query.cursor, limit: query.limit + 1 });
    const shown = rows.slice(0, query.limit);
    const progress = await getSequenceProgress(
      tx,
      shown.map((campaign) => campaign.id),
    );
    const data = shown.map((campaign) => ({ ...campaign, progress: progress.get(campaign.id) ?? [] }));
    return { data, next_cursor: rows.length > query.limit ? (shown.at(-1)?.id ?? null) : null };
  });
}
