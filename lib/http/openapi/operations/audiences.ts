import { Audience, AudienceSize, CampaignRef, PreviewAudience, SaveAudience } from "@/lib/outreach/campaigns/schemas";
import type { Operation } from "../operation";

const AUDIENCE = { list_ids: [], tags: [], company: null, not_contacted_days: null, people: 0, contacted: 0 };

export const AUDIENCE_OPERATIONS: readonly Operation[] = [
  {
    method: "GET",
    path: "/api/campaigns/[campaignId]/audience",
    tag: "Campaigns",
    summary: "Get a campaign's audience",
    notes:
      "`people` counts those who may be emailed now, `contacted` those of them whom another campaign emailed or will.",
    who: "member",
    input: { params: CampaignRef },
    status: 200,
    answer: Audience,
    permission: "campaigns.read",
    refusals: { 404: "campaign.not_found" },
    examples: () => ({ all: { summary: "All leads", answer: AUDIENCE } }),
  },
  {
    method: "PUT",
    path: "/api/campaigns/[campaignId]/audience",
    tag: "Campaigns",
    summary: "Set a campaign's audience",
    notes: "Holds for the leads that are prepared from now on. Without lists, tags and filters it is all leads.",
    who: "member",
    input: { params: CampaignRef, body: SaveAudience },
    status: 200,
    answer: Audience,
    permission: "campaigns.write",
    refusals: { 404: "campaign.not_found" },
    examples: ({ workspaceId: workspace_id }) => ({
      fresh: {
        summary: "People not contacted in 90 days",
        body: { workspace_id, tags: ["warm"], not_contacted_days: 90 },
        answer: { ...AUDIENCE, tags: ["warm"], not_contacted_days: 90 },
      },
    }),
  },
  {
    method: "POST",
    path: "/api/campaigns/audience-preview",
    tag: "Campaigns",
    summary: "Count an audience",
    notes: "For a campaign that is not created yet. Changes nothing.",
    who: "member",
    input: { body: PreviewAudience },
    status: 200,
    answer: AudienceSize,
    permission: "campaigns.write",
    refusals: {},
    examples: ({ workspaceId: workspace_id }) => ({
      all: { summary: "All leads", body: { workspace_id }, answer: { people: 0, contacted: 0 } },
    }),
  },
];
