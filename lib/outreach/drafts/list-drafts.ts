import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import { requireCampaign } from "@/lib/outreach/sequence/require-campaign";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { Draft, ListDraftsQuery } from "./schemas";
import { callRenderedEmails, selectDraftIds } from "./store-drafts";

type Page = { data: Draft[]; next_cursor: string | null };

/** The emails of a campaign by step, then by recipient, each exactly as its recipient would get it. 404 `campaign.not_found`. */
export async function listDrafts(ctx: WorkspaceCtx, query: CampaignRef & ListDraftsQuery): Promise<Page> {
  requirePermission(ctx, "drafts.read");
  return withReadTransaction(ctx, async (tx) => {
    await requireCampaign(tx, query.campaignId);
    const found = await selectDraftIds(tx, { ...query, limit: query.limit + 1 });
    const page = found.slice(0, query.limit);
    const data = await callRenderedEmails(tx, page);
    return { data, next_cursor: found.length > query.limit ? (page.at(-1) ?? null) : null };
  });
}
