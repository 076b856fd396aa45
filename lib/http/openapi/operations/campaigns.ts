import {
  Campaign,
  CampaignRef,
  CreateCampaign,
  ListCampaignsQuery,
  RunNow,
  UpdateCampaign,
} from "@/lib/outreach/campaigns/schemas";
import { z } from "zod";
import { CampaignGroup, CampaignWithProgress, pageOf, wholeListOf } from "../answers";
import type { Operation, Place } from "../operation";

const campaignOf = ({ campaignId, groupId }: Place, more: object = {}): object => ({
  id: campaignId,
  campaign_group_id: groupId,
  name: "Analytical Engines intro",
  status: "draft",
  mail_provider: "smtp",
  workflows: [],
  daily_limit: null,
  send_window: null,
  step_delays_days: [0, 3, 7],
  review_mode: "every",
  failure: null,
  created_at: "2026-01-15T09:30:00.000Z",
  ...more,
});
const NOT_HERE = "campaign.not_found";

export const CAMPAIGN_OPERATIONS: readonly Operation[] = [
  {
    method: "POST",
    path: "/api/campaigns",
    tag: "Campaigns",
    summary: "Create a campaign",
    notes: "A draft: activate it to deploy its workflows and send.",
    who: "member",
    input: { body: CreateCampaign },
    status: 201,
    answer: Campaign,
    permission: "campaigns.write",
    refusals: { 404: "campaign_group.not_found", 409: "campaign.name_taken" },
    examples: (place) => ({
      one: {
        summary: "A draft",
        body: { workspace_id: place.workspaceId, name: "Analytical Engines intro" },
        answer: campaignOf(place),
      },
    }),
  },
  {
    method: "GET",
    path: "/api/campaigns",
    tag: "Campaigns",
    summary: "List campaigns",
    notes: "Oldest first, each with the number of emails per step and state.",
    who: "member",
    input: { query: ListCampaignsQuery },
    status: 200,
    answer: pageOf(CampaignWithProgress),
    permission: "campaigns.read",
    examples: (place) => ({
      all: {
        summary: "The campaigns",
        query: { limit: "50" },
        answer: { data: [campaignOf(place, { progress: [] })], next_cursor: null },
      },
    }),
  },
  {
    method: "GET",
    path: "/api/campaigns/[campaignId]",
    tag: "Campaigns",
    summary: "Read a campaign",
    who: "member",
    input: { params: CampaignRef },
    status: 200,
    answer: CampaignWithProgress,
    permission: "campaigns.read",
    refusals: { 404: NOT_HERE },
    examples: (place) => ({ one: { summary: "One campaign", answer: campaignOf(place, { progress: [] }) } }),
  },
  {
    method: "PATCH",
    path: "/api/campaigns/[campaignId]",
    tag: "Campaigns",
    summary: "Change a campaign",
    notes:
      "Only the given fields change. Null removes the campaign's own limit or window, so that the workspace's value applies.",
    who: "member",
    input: { params: CampaignRef, body: UpdateCampaign },
    status: 200,
    answer: Campaign,
    permission: "campaigns.write",
    refusals: { 404: NOT_HERE, 409: "campaign.name_taken, campaign.changed" },
    examples: (place) => ({
      limits: {
        summary: "Its limits",
        body: {
          workspace_id: place.workspaceId,
          daily_limit: 40,
          send_window: { days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" },
          step_delays_days: [0, 3, 7],
        },
        answer: campaignOf(place, {
          daily_limit: 40,
          send_window: { days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" },
        }),
      },
    }),
  },
  {
    method: "POST",
    path: "/api/campaigns/[campaignId]/activate",
    tag: "Campaigns",
    summary: "Activate a campaign",
    notes:
      "A draft or failed campaign is deployed first and becomes active when its workflows answer. A paused campaign sends again at once.",
    who: "member",
    input: { params: CampaignRef },
    status: 200,
    answer: Campaign,
    permission: "campaigns.write",
    refusals: {
      404: NOT_HERE,
      409: "campaign.illegal_transition: its status does not allow it.",
      422: "workflows.held after a freeze.",
    },
    examples: (place) => ({ one: { summary: "Activate", answer: campaignOf(place, { status: "deploying" }) } }),
  },
  {
    method: "POST",
    path: "/api/campaigns/[campaignId]/pause",
    tag: "Campaigns",
    summary: "Pause a campaign",
    notes:
      "From now on no email of this campaign is claimed or confirmed. At most the one message that is being handed over still goes out; the other claims of its lot are given back.",
    who: "member",
    input: { params: CampaignRef },
    status: 200,
    answer: Campaign,
    permission: "campaigns.write",
    refusals: { 404: NOT_HERE, 409: "campaign.illegal_transition: its status does not allow it." },
    examples: (place) => ({ one: { summary: "Pause", answer: campaignOf(place, { status: "paused" }) } }),
  },
  {
    method: "POST",
    path: "/api/campaigns/[campaignId]/run-now",
    tag: "Campaigns",
    summary: "Run a step now",
    notes:
      "Runs the step now instead of at its next scheduled time. It sends to everyone already due; window, limit and delays apply.",
    who: "member",
    input: { params: CampaignRef, body: RunNow },
    status: 202,
    answer: z.object({ accepted: z.literal(true) }),
    permission: "campaigns.write",
    refusals: { 404: NOT_HERE, 422: "campaign.not_active; workflows.held after a freeze." },
    examples: ({ workspaceId: workspace_id }) => ({
      first: { summary: "The first mail", body: { workspace_id, step: "email_1" }, answer: { accepted: true } },
    }),
  },
  {
    method: "POST",
    path: "/api/campaigns/[campaignId]/repair",
    tag: "Campaigns",
    summary: "Repair a campaign's workflows",
    notes:
      "Writes the credentials and workflows into n8n again, publishes them and checks that each answers. Use it when “Run now” reports a missing workflow. No email is sent twice.",
    who: "member",
    input: { params: CampaignRef },
    status: 202,
    answer: z.object({ accepted: z.literal(true) }),
    permission: "campaigns.write",
    refusals: { 404: NOT_HERE, 422: "campaign.not_active; workflows.held after a freeze." },
    examples: () => ({ one: { summary: "Repair", answer: { accepted: true } } }),
  },
  {
    method: "GET",
    path: "/api/campaign-groups",
    tag: "Campaigns",
    summary: "List campaign groups",
    who: "member",
    input: {},
    status: 200,
    answer: wholeListOf(CampaignGroup),
    permission: "campaigns.read",
    examples: ({ groupId, projectId }) => ({
      all: {
        summary: "The groups",
        answer: {
          data: [{ id: groupId, name: "Outreach", project_id: projectId, created_at: "2026-01-15T09:30:00.000Z" }],
          next_cursor: null,
        },
      },
    }),
  },
];
