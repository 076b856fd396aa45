import { AppError } from "@/lib/platform/errors";
import type { TxCtx } from "@/lib/platform/transaction";
import { findCampaignState, type CampaignState } from "./store-preparation";

/** The state of a campaign of this workspace, in the caller's transaction; 404 `campaign.not_found` for any other id. */
export async function requireCampaign(tx: TxCtx, campaignId: string): Promise<CampaignState> {
  const campaign = await findCampaignState(tx, campaignId);
  if (campaign) return campaign;
  throw new AppError("not_found", "There is no such campaign in this workspace.", { code: "campaign.not_found" });
}

/** The reason why a campaign cannot run at all; null when it can. */
export function whatHolds({ status, held }: CampaignState): "campaign.not_active" | "workspace.held" | null {
  if (status !== "active") return "campaign.not_active";
  return held ? "workspace.held" : null;
}

export const noSuchLead = (): AppError =>
  new AppError("not_found", "There is no such lead in this workspace.", { code: "lead.not_found" });
