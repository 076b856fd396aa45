import { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import { SendTestAnswer, TestSequence } from "@/lib/outreach/drafts/schemas";
import {
  PreviewSequence,
  SavedSequence,
  SaveSequence,
  Sequence,
  SequencePreview,
} from "@/lib/outreach/sequence/schemas";
import type { Operation, Place } from "../operation";

const STEPS = [
  {
    mode: "exact",
    delay_days: 0,
    same_thread: false,
    subject: "{{company|Your}} tables",
    body: "Hi {{first_name|there}},\n\nwho prints the tables at {{company|your company}}?",
    instructions: "",
    variants: [],
  },
  {
    mode: "model",
    delay_days: 3,
    same_thread: true,
    subject: "",
    body: "",
    instructions: "A short follow-up with one new reason.",
    variants: [],
  },
];

const sequenceOf = ({ campaignId }: Place, more: object = {}): object => ({
  campaign_id: campaignId,
  revision: 2,
  steps: STEPS,
  signature: "Best regards,\n{{sender_name}}",
  variables: [{ name: "first_name", of: "lead" }],
  results: [],
  updated_by: "user_1",
  updated_at: "2026-01-15T09:30:00.000Z",
  ...more,
});

const PREVIEW = {
  step: 1,
  variant: 1,
  to: "grace@buyers.example",
  to_name: "Grace Buyer",
  from: "ada@engines.example",
  from_name: "Ada Lovelace",
  reply_to: "ada@engines.example",
  subject: "Buyer 1 tables",
  text: "Hi Grace,\n\nwho prints the tables at Buyer 1? …",
  html: '<div style="white-space:pre-wrap">Hi Grace, …</div>',
  missing: [],
  written: true,
};

const defaults = { tag: "Campaigns", who: "member", status: 200, input: { params: CampaignRef } } as const;
const REFUSED =
  "sequence.invalid, sequence.unknown_variable, sequence.hole or sequence.delay_too_short: a sentence about the first thing that is wrong.";
const NOT_SHOWN = "campaign.not_found; step.not_found: no such email or text; lead.none: no such lead.";

export const SEQUENCE_OPERATIONS: readonly Operation[] = [
  {
    ...defaults,
    method: "GET",
    path: "/api/campaigns/[campaignId]/sequence",
    summary: "Get the emails of a campaign and their results",
    answer: Sequence,
    permission: "campaigns.read",
    refusals: { 404: "campaign.not_found" },
    examples: (place) => ({ two: { summary: "Two emails", answer: sequenceOf(place) } }),
  },
  {
    ...defaults,
    method: "PUT",
    path: "/api/campaigns/[campaignId]/sequence",
    summary: "Set the emails of a campaign",
    notes:
      "Emails that wait follow at once: exact texts are replaced, a model writes again where its instructions changed, edits by hand stay. Approvals of another text are void. Sent emails stay.",
    input: { params: CampaignRef, body: SaveSequence },
    answer: SavedSequence,
    permission: "campaigns.write",
    refusals: { 400: REFUSED, 404: "campaign.not_found", 409: "sequence.stale, with the current `sequence`" },
    examples: (place) => ({
      two: {
        summary: "An exact email, and a follow-up by the model",
        body: { workspace_id: place.workspaceId, revision: 1, steps: STEPS },
        answer: sequenceOf(place, { voided_approvals: 0, rewritten: 0 }),
      },
    }),
  },
  {
    ...defaults,
    method: "POST",
    path: "/api/campaigns/[campaignId]/sequence/preview",
    summary: "Show an email as a lead would get it",
    notes:
      "Of the saved sequence, or of `steps` that are not saved yet. Works before the launch too, and changes nothing.",
    input: { params: CampaignRef, body: PreviewSequence },
    answer: SequencePreview,
    permission: "drafts.read",
    sessionOnly: true,
    refusals: { 400: REFUSED, 404: NOT_SHOWN, 422: "brand.missing" },
    examples: (place) => ({
      first: {
        summary: "The first email, not saved yet",
        body: { workspace_id: place.workspaceId, step: 1, steps: STEPS },
        answer: { ...PREVIEW, lead_id: place.leadId },
      },
    }),
  },
  {
    ...defaults,
    method: "POST",
    path: "/api/campaigns/[campaignId]/sequence/test",
    summary: "Send an email of the sequence to yourself",
    notes: "Marked as a test, to your own address only, and counted nowhere.",
    input: { params: CampaignRef, body: TestSequence },
    answer: SendTestAnswer,
    permission: "drafts.write",
    sessionOnly: true,
    refusals: {
      400: `${REFUSED} test_send.not_own_address`,
      404: `${NOT_SHOWN} mail_account.none`,
      422: "brand.missing, sequence.not_written, or test_send.failed with the server's words",
    },
    examples: ({ workspaceId: workspace_id }) => ({
      refused: {
        summary: "Another address is refused",
        body: { workspace_id, step: 1, to: "stranger@example.org" },
        status: 400,
      },
    }),
  },
];
