import { WhyNot } from "@/lib/outreach/campaigns/schemas";
import { LeadRef } from "@/lib/outreach/leads/schemas";
import { Pacing, ReadReplies, SavePacing } from "@/lib/outreach/mailbox/schemas";
import type { Operation } from "../operation";

const defaults = { who: "member", status: 200 } as const;
const account = { ...defaults, tag: "Campaigns", answer: Pacing } as const;

export const pacingOf = (more: object = {}): object => ({
  paced: true,
  gap_from_seconds: 60,
  gap_to_seconds: 180,
  domain_limit: 5,
  ramp_up: true,
  ramp_limit: 10,
  next_slot_at: null,
  guardrail: null,
  guardrail_at: null,
  replies_heard: true,
  replies_read_since: null,
  ...more,
});

export const PACING_OPERATIONS: readonly Operation[] = [
  {
    ...account,
    method: "GET",
    path: "/api/mailbox/pacing",
    summary: "Read the pace of the mail account",
    notes: "How fast it may go, where it stands now, and what keeps it from sending.",
    input: {},
    permission: "onboarding.read",
    examples: () => ({ one: { summary: "A new account", answer: pacingOf() } }),
  },
  {
    ...account,
    method: "PATCH",
    path: "/api/mailbox/pacing",
    summary: "Change the pace of the mail account",
    notes: "Changes what is given, from the next claim on.",
    input: { body: SavePacing },
    permission: "onboarding.write",
    refusals: { 422: "pacing.too_fast: a gap of 0 is for accounts whose emails stay on this machine." },
    examples: ({ workspaceId: workspace_id }) => ({
      slower: {
        summary: "At least two minutes apart",
        body: { workspace_id, gap_from_seconds: 120 },
        answer: pacingOf({ gap_from_seconds: 120 }),
      },
    }),
  },
  {
    ...account,
    method: "PUT",
    path: "/api/mailbox/replies",
    summary: "Confirm that you read replies yourself",
    notes: "Without a connected mailbox follow-ups wait for this. A decision of a person, recorded in the ledger.",
    input: { body: ReadReplies },
    permission: "onboarding.write",
    sessionOnly: true,
    examples: ({ workspaceId: workspace_id }) => ({
      confirm: {
        summary: "Confirm",
        body: { workspace_id, read_by_founder: true },
        answer: pacingOf({ replies_read_since: "2026-01-15T09:30:00.000Z" }),
      },
    }),
  },
  {
    ...account,
    method: "DELETE",
    path: "/api/mailbox/guardrail",
    summary: "Let sending go on after a guardrail",
    notes: "Too many bounces or complaints stopped the account. A decision of a person, recorded in the ledger.",
    input: {},
    permission: "campaigns.write",
    sessionOnly: true,
    examples: () => ({ one: { summary: "Go on", answer: pacingOf() } }),
  },
  {
    ...defaults,
    tag: "Leads and suppressions",
    method: "GET",
    path: "/api/leads/[leadId]/why-not",
    summary: "Read why a lead gets no email now",
    notes:
      "For each campaign all that holds the next email back, in order, and when each ends. No gate: the next run sends it.",
    input: { params: LeadRef },
    answer: WhyNot,
    permission: "leads.read",
    refusals: { 404: "lead.not_found" },
    examples: ({ campaignId: campaign_id }) => ({
      one: {
        summary: "Outside the window",
        answer: {
          message: "The sending window opens Monday 09:00 Europe/London.",
          data: [
            {
              campaign_id,
              campaign: "Analytical Engines intro",
              step: 1,
              mailbox: "ada@engines.example",
              gates: [
                {
                  code: "window.closed",
                  message: "The sending window opens Monday 09:00 Europe/London.",
                  until: "2026-11-30T09:00:00.000Z",
                },
              ],
              next_at: "2026-11-30T09:00:00.000Z",
            },
          ],
        },
      },
    }),
  },
];
