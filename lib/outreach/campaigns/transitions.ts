import { AppError } from "@/lib/platform/errors";
import type { CampaignStatus } from "./schemas";

export const CAMPAIGN_TRANSITIONS: Record<CampaignStatus, readonly CampaignStatus[]> = {
  draft: ["deploying", "archived"],
  deploying: ["active", "failed", "archived"],
  active: ["paused", "completed", "archived"],
  paused: ["active", "completed", "archived"],
  completed: ["archived"],
  failed: ["deploying", "archived"],
  archived: [],
};

/** Throws `campaign.illegal_transition` unless a campaign in `from` may become `to`. */
export function assertTransition(from: CampaignStatus, to: CampaignStatus): void {
  if (CAMPAIGN_TRANSITIONS[from].includes(to)) return;
  throw new AppError("conflict", `A ${from} campaign cannot become ${to}.`, { code: "campaign.illegal_transition" });
}
