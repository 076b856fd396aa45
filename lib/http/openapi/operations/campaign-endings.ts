import { Campaign, CampaignRef, DeletedCampaign } from "@/lib/outreach/campaigns/schemas";
import type { Operation } from "../operation";
import { campaignOf } from "./campaigns";

const NOT_HERE = "campaign.not_found";

/** The three ways to end a campaign. */
export const CAMPAIGN_ENDING_OPERATIONS: readonly Operation[] = [
  {
    method: "POST",
    path: "/api/campaigns/[campaignId]/complete",
    tag: "Campaigns",
    summary: "Complete a campaign",
    notes:
      "Ends an active or paused campaign that has done its work: no email of it is sent any more. It stays in the lists, and its replies and opt-outs are heard for 30 days after its last email.",
    who: "member",
    input: { params: CampaignRef },
    status: 200,
    answer: Campaign,
    permission: "campaigns.write",
    refusals: { 404: NOT_HERE, 409: "campaign.illegal_transition: its status does not allow it." },
    examples: (place) => ({ one: { summary: "Complete", answer: campaignOf(place, { status: "completed" }) } }),
  },
  {
    method: "POST",
    path: "/api/campaigns/[campaignId]/archive",
    tag: "Campaigns",
    summary: "Archive a campaign",
    notes: "Ends it for good: no email of it is sent any more. Its numbers and its history stay.",
    who: "member",
    input: { params: CampaignRef },
    status: 200,
    answer: Campaign,
    permission: "campaigns.write",
    refusals: { 404: NOT_HERE },
    examples: (place) => ({ one: { summary: "Archive", answer: campaignOf(place, { status: "archived" }) } }),
  },
  {
    method: "DELETE",
    path: "/api/campaigns/[campaignId]",
    tag: "Campaigns",
    summary: "Delete a campaign",
    notes:
      "It sends nothing more; its drafts and unsent emails are deleted, and a job removes its workflows from n8n. Its sent emails stay in the numbers and in the ledger.",
    who: "member",
    input: { params: CampaignRef },
    status: 200,
    answer: DeletedCampaign,
    permission: "campaigns.write",
    refusals: { 404: NOT_HERE, 409: "campaign.changed" },
    examples: ({ campaignId }) => ({
      one: { summary: "Delete", answer: { id: campaignId, name: "Analytical Engines intro", unsent_deleted: 12 } },
    }),
  },
];
