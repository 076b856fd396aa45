import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { isForeignKeyViolation } from "@/lib/platform/database-errors";
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
  project_id?: string | null;
  audience?: SaveAudience;
};

export const DEFAULT_GROUP = "Outreach";

const noCompany = (error: unknown): never => {
  if (!isForeignKeyViolation(error, "campaign_groups_project_fkey")) throw error;
  throw new AppError("not_found", "There is no such company here.", { code: "project.not_found" });
};

/** A new draft campaign that sends by the workspace's account, with its audience, in the named group or the default one. It sends nothing until it is activated. */
export async function createCampaign(ctx: WorkspaceCtx, input: Input): Promise<Campaign> {
  requirePermission(ctx, "campaigns.write");

  return withTransaction(ctx, async (tx) => {
    const group = input.campaign_group_id
      ? await findGroup(tx, input.campaign_group_id)
      : await ensureGroup(tx, { name: DEFAULT_GROUP, projectId: input.project_id ?? null }).catch(noCompany);
    if (!group)
      throw new AppError("not_found", "There is no such campaign group here.", { code: "campaign_group.not_found" });
    const campaign = await insertCampaign(tx, { name: input.name, groupId: group.id });
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
