import { z } from "zod";
import { Drift, DriftRef } from "@/lib/operations/watchdog/schemas";
import { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import type { Operation, Place } from "../operation";

const driftOf = ({ driftId, campaignId }: Place, more: object = {}): object => ({
  id: driftId,
  campaign_id: campaignId,
  kind: "missing",
  subject: `${campaignId}:email_2`,
  title: "Email 2 of “Analytical Engines intro”",
  words: "Email 2 of “Analytical Engines intro” is no longer in n8n.",
  state: "quarantined",
  first_seen_at: "2026-01-15T09:30:00.000Z",
  last_seen_at: "2026-01-15T09:37:00.000Z",
  sightings: 5,
  tries: 3,
  last_try_at: "2026-01-15T09:36:00.000Z",
  closed_at: null,
  ...more,
});
const Drifts = z.object({ data: z.array(Drift) }).meta({ id: "DriftList" });

export const DRIFT_OPERATIONS: readonly Operation[] = [
  {
    method: "GET",
    path: "/api/campaigns/[campaignId]/drifts",
    tag: "Campaigns",
    summary: "List the differences in n8n",
    notes:
      "Where n8n differs from what the campaign wants, seen at least twice. Most are put right by themselves; a change made by hand waits for a person.",
    who: "member",
    input: { params: CampaignRef },
    status: 200,
    answer: Drifts,
    permission: "campaigns.read",
    examples: (place) => ({ all: { summary: "One difference", answer: { data: [driftOf(place)] } } }),
  },
  {
    method: "POST",
    path: "/api/drifts/[driftId]/retry",
    tag: "Campaigns",
    summary: "Repair a difference",
    notes:
      "Deploys, publishes and probes the campaign's workflows anew; a change made by hand in n8n is replaced. A look a minute later says whether it helped.",
    who: "member",
    input: { params: DriftRef },
    status: 202,
    answer: Drift,
    permission: "campaigns.write",
    refusals: { 404: "drift.not_found", 422: "workflows.held after a freeze." },
    examples: (place) => ({
      one: { summary: "Try again", answer: driftOf(place, { state: "open", tries: 1 }) },
    }),
  },
];
