import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { CampaignCreated } from "./events";
import { saveAudience } from "./save-audience";
import type { Campaign, SaveAudience } from "./schemas";
import { ensureGroup, findGroup, insertCampaign } from "./store";

type Input = {
  name: string;
  campaign_group_id?: string;
  mail_provider?: "smtp" | "gmail";
  project_id?: string | null;
  audience?: SaveAudience;
};

export const DEFAULT_GROUP = "Outreach";

/** A new draft campaign with its audience, in the named group or the default one. It sends nothing until it is activated. */
export async function createCampaign(ctx: WorkspaceCtx, input: Input): Promise<Campaign> {
  requirePermission(ctx, "campaigns.write");

  return withTransaction(ctx, async (tx) => {
    const group = input.campaign_group_id
      ? await findGroup(tx, input.campaign_group_id)
      : await ensureGroup(tx, { name: DEFAULT_GROUP, projectId: input.project_id ?? null });
    if (!group)
      throw new AppError("not_found", "There is no such campaign group here.", { code: "campaign_group.not_found" });
    const campaign = await insertCampaign(tx, {
      name: input.name,
      groupId: group.id,
      mailProvider: input.mail_provider ?? "smtp",
    });
    await appendEvent(
      tx,
      CampaignCreated,
      { campaignId: campaign.id, name: campaign.name },
      { projectId: group.project_id },
    );
    if (input.audience) await saveAudience(tx, { campaignId: campaign.id, ...input.audience });
    return campaign;
  });
}
