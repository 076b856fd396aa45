import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { AudienceSaved } from "./events";
import type { Audience, CampaignRef, SaveAudience } from "./schemas";
import { getCampaignRow } from "./store";
import { selectAudience, upsertAudience } from "./store-audience";

/** Says whom a campaign writes to from now on; drafts that exist stay. Empty lists, tags and filters mean all leads. */
export async function saveAudience(
  ctx: WorkspaceCtx,
  { campaignId, ...audience }: CampaignRef & SaveAudience,
): Promise<Audience> {
  requirePermission(ctx, "campaigns.write");

  return withTransaction(ctx, async (tx) => {
    const { name } = await getCampaignRow(tx, campaignId);
    await upsertAudience(tx, campaignId, audience);
    const saved = await selectAudience(tx, campaignId);
    await appendEvent(tx, AudienceSaved, { campaignId, name, people: saved.people });
    return saved;
  });
}
