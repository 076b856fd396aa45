import type { CampaignWithProgress } from "@/lib/outreach/campaigns/get-campaign";

export type CampaignChoice = Pick<
  CampaignWithProgress,
  "id" | "name" | "status" | "campaign_group_id" | "failure" | "awaiting_approval"
> & { mailed: boolean; unknown: number };

/** A campaign as the dashboard needs it. */
export const toChoice = ({ progress, ...campaign }: CampaignWithProgress): CampaignChoice => ({
  ...campaign,
  unknown: progress.reduce((sum, { unknown }) => sum + unknown, 0),
  mailed: progress.some(({ sent, bounced }) => sent + bounced > 0),
});
