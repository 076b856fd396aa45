import { z } from "zod";
import { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import {
  DecideAnswer,
  DecideDrafts,
  Draft,
  DraftRef,
  EditDraft,
  ListDraftsQuery,
  ListUnwrittenLeadsQuery,
  RegenerateDraft,
  RetriedLeads,
  RetryUnwrittenLeads,
  SendTest,
  SendTestAnswer,
  UnwrittenLead,
} from "@/lib/outreach/drafts/schemas";
import { pageOf } from "../answers";
import type { Operation, Place } from "../operation";

const NOT_HERE = "draft.not_found";

const draftOf = ({ campaignId, leadId, draftId, draftHash }: Place, more: object = {}): object => ({
  id: draftId,
  campaign_id: campaignId,
  lead_id: leadId,
  step: 1,
  status: "drafted",
  approval_void: false,
  holes: [],
  version: 1,
  source: "gpt-4o-mini",
  to: "grace@buyers.example",
  to_name: "Grace Buyer",
  company: "Buyer 1",
  from: "ada@engines.example",
  from_name: "Ada Lovelace",
  reply_to: "ada@engines.example",
  subject: "Tables without errors",
  body: "Hello Grace,\n\nshall we talk?",
  text: "Hello Grace,\n\nshall we talk?\n\nBest regards,\nAda Lovelace\n\nAnalytical Engines\n1 Engine Street, London\n\nUnsubscribe: https://app.example/u/…",
  html: '<div style="white-space:pre-wrap">Hello Grace, …</div>',
  variant: 1,
  same_thread: false,
  headers: { "List-Unsubscribe": "<https://app.example/u/…>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
  as_sent: null,
  hash: draftHash,
  drafted_at: "2026-01-15T09:30:00.000Z",
  decided_at: null,
  ...more,
});

const defaults = { tag: "Drafts", who: "member", status: 200, sessionOnly: true } as const;

export const DRAFT_OPERATIONS: readonly Operation[] = [
  {
    ...defaults,
    method: "GET",
    path: "/api/campaigns/[campaignId]/drafts",
    summary: "List the emails of a campaign as they will be received",
    notes: "By step, then by recipient. `hash` names exactly these bytes: a decision repeats it.",
    input: { params: CampaignRef, query: ListDraftsQuery },
    answer: pageOf(Draft),
    permission: "drafts.read",
    refusals: { 404: "campaign.not_found" },
    examples: (place) => ({
      waiting: {
        summary: "The emails that wait for a decision",
        query: { step: "1", status: "drafted" },
        answer: { data: [draftOf(place)], next_cursor: null },
      },
    }),
  },
  {
    ...defaults,
    method: "POST",
    path: "/api/campaigns/[campaignId]/drafts/decide",
    summary: "Approve or reject emails",
    notes:
      "Up to 1,000 in one commit, each by the hash of what you read. An email that changed since is 409 in its own result and stays as it is. Approved is what leaves, byte for byte: a later change of text, sender, footer or recipient makes the approval void.",
    input: { params: CampaignRef, body: DecideDrafts },
    answer: DecideAnswer,
    permission: "drafts.write",
    refusals: { 404: "campaign.not_found" },
    examples: ({ workspaceId: workspace_id, draftId: id, draftHash: hash }) => ({
      approve: {
        summary: "Approve one",
        body: { workspace_id, decision: "approved", items: [{ id, hash }] },
        answer: { decided: 1, items: [{ id, status: 200 }] },
      },
    }),
  },
  {
    ...defaults,
    method: "GET",
    path: "/api/campaigns/[campaignId]/unwritten-leads",
    summary: "List leads without usable drafts",
    notes: "After three answers of the model that held no usable emails it is asked for a lead no more.",
    input: { params: CampaignRef, query: ListUnwrittenLeadsQuery },
    answer: pageOf(UnwrittenLead).extend({ total: z.number().int() }),
    permission: "drafts.read",
    refusals: { 404: "campaign.not_found" },
    examples: () => ({ none: { summary: "None", answer: { data: [], total: 0, next_cursor: null } } }),
  },
  {
    ...defaults,
    method: "POST",
    path: "/api/campaigns/[campaignId]/unwritten-leads/retry",
    summary: "Ask the writer again for leads without drafts",
    notes: "They are asked for at the next preparation, three times at most.",
    input: { params: CampaignRef, body: RetryUnwrittenLeads },
    answer: RetriedLeads,
    permission: "drafts.write",
    refusals: { 404: "campaign.not_found" },
    examples: ({ workspaceId: workspace_id }) => ({
      all: { summary: "All of the campaign", body: { workspace_id }, answer: { retried: 0 } },
    }),
  },
  {
    ...defaults,
    method: "GET",
    path: "/api/drafts/[draftId]",
    summary: "Read one email as it will be received",
    input: { params: DraftRef },
    answer: Draft,
    permission: "drafts.read",
    refusals: { 404: NOT_HERE },
    examples: (place) => ({ one: { summary: "One email", answer: draftOf(place) } }),
  },
  {
    ...defaults,
    method: "PATCH",
    path: "/api/drafts/[draftId]",
    summary: "Edit an email",
    notes: "The footer is added when it is sent. An edited email waits for approval again.",
    input: { params: DraftRef, body: EditDraft },
    answer: Draft,
    permission: "drafts.write",
    refusals: {
      404: NOT_HERE,
      409: "draft.stale with the current `draft`: it was changed since you read it. draft.not_waiting: it is on its way or sent.",
    },
    examples: (place) => ({
      edit: {
        summary: "Another text",
        body: {
          workspace_id: place.workspaceId,
          subject: "Tables without errors",
          body: "Hello Grace,\n\nshall we talk on Tuesday?",
          version: 1,
        },
        answer: draftOf(place, { body: "Hello Grace,\n\nshall we talk on Tuesday?", version: 2 }),
      },
    }),
  },
  {
    ...defaults,
    method: "POST",
    path: "/api/drafts/[draftId]/regenerate",
    summary: "Have an email written anew",
    notes:
      "By the model that prepares emails, within the month's budget, and by your note. Takes as long as the model does. The new text waits for approval; when anything fails, the old one stays. Safe to repeat after a broken connection.",
    input: { params: DraftRef, body: RegenerateDraft },
    answer: Draft,
    permission: "drafts.write",
    refusals: {
      402: "budget.exceeded",
      404: NOT_HERE,
      409: "draft.stale with the current `draft`: it was changed meanwhile. draft.not_waiting: it is on its way or sent.",
      422: "brand.missing",
      502: "draft.unusable_answer, draft.unchanged: the model wrote no other email.",
    },
    examples: (place) => ({
      regenerate: {
        summary: "A shorter text",
        body: { workspace_id: place.workspaceId, note: "Shorter, please." },
        answer: draftOf(place, { version: 2, source: "offline planner" }),
      },
    }),
  },
  {
    ...defaults,
    method: "POST",
    path: "/api/drafts/[draftId]/test-send",
    summary: "Send yourself a test of an email",
    notes:
      "Marked “[Test]”, to your own address, by the company's mail account. Counted nowhere; its unsubscribe link does nothing.",
    input: { params: DraftRef, body: SendTest },
    answer: SendTestAnswer,
    permission: "drafts.write",
    refusals: {
      400: "test_send.not_own_address",
      404: "draft.not_found. mail_account.none",
      422: "test_send.failed with the server's words. brand.missing",
    },
    examples: ({ workspaceId: workspace_id }) => ({
      refused: {
        summary: "Another address is refused",
        body: { workspace_id, to: "stranger@example.org" },
        status: 400,
      },
    }),
  },
];
