import {
  ClaimAnswer,
  ClaimRef,
  ClaimRequest,
  ConfirmAnswer,
  DraftsAnswer,
  DraftsReport,
  LeadsRequest,
  LeadsToPrepareAnswer,
  LeadsToResearchAnswer,
  OutcomeAnswer,
  OutcomeReport,
  SendAnswer,
} from "@/lib/contracts/engine";
import { ResearchAnswer, ResearchReport, SourcesAnswer, SourcesRequest } from "@/lib/contracts/engine-research";
import { ReplyAnswer, ReplyReport } from "@/lib/contracts/engine-replies";
import type { Operation } from "../operation";

const NO_CAMPAIGN = "campaign.not_found: this workspace has no such campaign.";
const NO_CLAIM = "claim.not_found: this workspace has no such claim.";
const WITHDRAWN =
  "claim.withdrawn: do not send this email; `reason` says why. The claim is given back without an attempt, unless it was settled before.";
const REQUEST_ID = "6a1f7c1e-52d0-4d5e-9f0a-7b1c2d3e4f11";

const defaults = { method: "POST", tag: "Sequence engine", who: "webhook_token", status: 200 } as const;

const CLAIMS: Operation = {
  ...defaults,
  path: "/api/engine/claims",
  summary: "Claim the emails that are due",
  notes:
    "Decides which emails are due and claims them in the same statement, so each email is handed out once. Lots are small; ask again while they are full. Confirm each claim immediately before you hand the message over, and report its outcome within ten minutes of the claim.",
  input: { body: ClaimRequest },
  answer: ClaimAnswer,
  refusals: { 404: NO_CAMPAIGN },
  examples: ({ campaignId: campaign_id }) => ({
    none: {
      summary: "Nothing is due: the reasons say why",
      body: { campaign_id, step: 1, confirms: true },
      answer: {
        claims: [],
        next_due_at: null,
        reasons: [
          { code: "campaign.not_active", count: 0 },
          { code: "draft.none", count: 0 },
        ],
      },
    },
  }),
};

const CONFIRM: Operation = {
  ...defaults,
  path: "/api/engine/claims/[claimId]/confirm",
  summary: "Confirm a claim immediately before its message is handed over",
  notes:
    "The recipient may have opted out or replied, and the campaign may have been paused, since the claim was taken. Hand the message over only after 200.",
  input: { params: ClaimRef },
  answer: ConfirmAnswer,
  refusals: { 404: NO_CLAIM, 409: WITHDRAWN },
  examples: ({ claimId: claim_id }) => ({
    confirmed: {
      summary: "It may go",
      answer: { claim_id, confirmed_at: "2026-01-15T09:30:00.000Z" },
    },
  }),
};

const OUTCOME: Operation = {
  ...defaults,
  path: "/api/engine/claims/[claimId]/outcome",
  summary: "Report the outcome of a claimed email",
  notes:
    "The first outcome stands; a second report changes nothing. The server's reply in `response` decides what a refusal means: only a mailbox that does not exist is a bounce. Sent and bounced emails become events by themselves; do not report them to `POST /api/events`. An unusable mail server costs no email an attempt. After three such failures in a row the campaign pauses, and the founder sees the server's reply.",
  input: { params: ClaimRef, body: OutcomeReport },
  answer: OutcomeAnswer,
  refusals: { 404: NO_CLAIM },
  examples: ({ claimId: claim_id }) => ({
    sent: {
      summary: "The mail server accepted it",
      body: { status: "sent", response: "250 2.0.0 OK queued" },
      answer: { claim_id, status: "sent", recorded: true, stop: false },
    },
    again: {
      summary: "A later report changes nothing",
      body: { status: "unknown" },
      answer: { claim_id, status: "sent", recorded: false, stop: false },
    },
  }),
};

const SEND: Operation = {
  ...defaults,
  path: "/api/engine/claims/[claimId]/send",
  summary: "Send a claimed email from the workspace's own account",
  notes:
    "For workflows that cannot reach a mail server: takes the claim over, sends the message from here and records the outcome. Do not confirm the claim yourself, and do not report its outcome. Repeat the request when the answer was lost: the email is sent once, and a later answer says what became of it.",
  input: { params: ClaimRef },
  answer: SendAnswer,
  refusals: {
    404: `${NO_CLAIM} mail_account.none: the workspace has no mail account.`,
    409: `${WITHDRAWN} Also when it was confirmed before: it may have been handed over already. claim.under_way: it is being sent; ask again.`,
  },
  examples: () => ({
    settled: {
      summary: "An expired claim is not sent",
      status: 409,
      answer: {
        error: "Do not send this email: it was settled or given back, or ran out after ten minutes.",
        code: "claim.withdrawn",
        request_id: REQUEST_ID,
        reason: "claim.settled",
      },
    },
  }),
};

const PREPARATION: readonly Operation[] = [
  {
    ...defaults,
    path: "/api/engine/leads-to-prepare",
    summary: "List the leads that have no drafts yet",
    notes: "Leads that may receive emails, oldest first. Store their drafts with `POST /api/engine/drafts`.",
    input: { body: LeadsRequest },
    answer: LeadsToPrepareAnswer,
    refusals: { 404: NO_CAMPAIGN },
    examples: ({ campaignId: campaign_id }) => ({
      paused: {
        summary: "None while the campaign may not run",
        body: { campaign_id },
        answer: { leads: [], reasons: [{ code: "campaign.not_active", count: 0 }] },
      },
    }),
  },
  {
    ...defaults,
    path: "/api/engine/leads-to-research",
    summary: "List the leads that have neither a research note nor drafts yet",
    input: { body: LeadsRequest },
    answer: LeadsToResearchAnswer,
    refusals: { 404: NO_CAMPAIGN },
    examples: ({ campaignId: campaign_id }) => ({
      paused: {
        summary: "None while the campaign may not run",
        body: { campaign_id, limit: 10 },
        answer: { leads: [], reasons: [{ code: "campaign.not_active", count: 0 }] },
      },
    }),
  },
  {
    ...defaults,
    path: "/api/engine/sources",
    summary: "Read what is connected about one lead",
    notes:
      "Reads the lead's website, and each vendor whose key is saved: Google search, Apify (reviews of the company), Relevance AI (the person and their posts). Each fails alone, with its reason in `missing`. It may take a minute. Within an hour the same texts are answered again, so that a repeated request costs nothing.",
    input: { body: SourcesRequest },
    answer: SourcesAnswer,
    refusals: { 404: "lead.not_found: this workspace has no such lead." },
    examples: ({ leadId: lead_id }) => ({
      none: {
        summary: "A lead without a website, and no vendor connected",
        body: { lead_id },
        answer: { sources: [], missing: [{ source: "website", reason: "The lead has no website." }] },
      },
    }),
  },
  {
    ...defaults,
    path: "/api/engine/drafts",
    summary: "Store the drafts of one lead",
    notes: "Replaces drafts that are waiting. A step that is claimed or sent does not change.",
    input: { body: DraftsReport },
    answer: DraftsAnswer,
    refusals: { 404: `${NO_CAMPAIGN} lead.not_found: this workspace has no such lead.` },
    examples: ({ campaignId: campaign_id, leadId: lead_id }) => ({
      one: {
        summary: "One of three steps",
        body: {
          campaign_id,
          lead_id,
          drafts: [{ step: 1, subject: "Your engines", body: "Dear Ada,\n\nhow do you test them?" }],
          source: "gpt-4o-mini",
        },
        answer: { saved: 1 },
      },
    }),
  },
  {
    ...defaults,
    path: "/api/engine/research",
    summary: "Store the research note of one lead",
    input: { body: ResearchReport },
    answer: ResearchAnswer,
    refusals: { 404: `${NO_CAMPAIGN} lead.not_found: this workspace has no such lead.` },
    examples: ({ campaignId: campaign_id, leadId: lead_id }) => ({
      one: {
        summary: "A short note",
        body: { campaign_id, lead_id, research: "Builds analytical engines; hires mathematicians." },
        answer: { saved: true },
      },
    }),
  },
  {
    ...defaults,
    path: "/api/engine/replies",
    summary: "Report one message that a mailbox received",
    notes:
      "A message of a lead, or in a thread of one, is kept in the inbox and becomes a reply, an opt-out or a bounce, once however often it is reported. An answer that a machine wrote counts as nothing. Nothing is stored of a message that belongs to no lead.",
    input: { body: ReplyReport },
    answer: ReplyAnswer,
    examples: () => ({
      stranger: {
        summary: "A message that is not from a lead",
        body: { from: "newsletter@elsewhere.example", subject: "Our news", message_id: "<1@elsewhere.example>" },
        answer: { kept: false, event_type: null, class: null, thread_id: null },
      },
    }),
  },
];

export const ENGINE_OPERATIONS: readonly Operation[] = [CLAIMS, CONFIRM, OUTCOME, SEND, ...PREPARATION];
