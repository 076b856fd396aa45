import { z } from "zod";
import { WriterFinding } from "./engine-research";
import { WriterCompany } from "./writer-company";
import { REASON_CODES } from "./reason-codes";

/**
 * The requests and responses of `/api/engine/…`, which workflows call with the workspace's webhook token in `x-webhook-token`.
 * A workflow asks what is due, confirms each claim immediately before it hands the message over, and reports what the mail server said.
 */

/** A lot is small, so that an opt-out or a pause is never more than a few messages behind. */
export const MAX_LOT = 10;

const id = (description: string) => z.uuid("must be a uuid").meta({ description });
const count = z.number().int().nonnegative();
const time = (description: string) => z.string().meta({ description });
const CampaignId = id("The campaign. It has to be one of the token's workspace.");
const Step = z.number().int().min(1).max(10).meta({ description: "Which email of the sequence: 1 is the first." });

export const ClaimRequest = z.object({
  campaign_id: CampaignId,
  step: Step,
  limit: z
    .number()
    .int()
    .min(1)
    .max(100)
    .default(MAX_LOT)
    .meta({ description: `How many to claim; at most ${MAX_LOT} are handed out at once.` }),
  confirms: z.boolean().default(false).meta({
    description:
      "True when you confirm each claim before you hand it over: one that was never confirmed is then given back after ten minutes. Otherwise a claim without an outcome may have been sent: it is `unknown`, and waits for a decision.",
  }),
});
export type ClaimRequest = z.infer<typeof ClaimRequest>;

export const ClaimedEmail = z.object({
  claim_id: id("Names this attempt to send this email."),
  lead_id: id("The recipient among the leads."),
  to: z.string().meta({ description: "The recipient's address." }),
  to_name: z.string().nullable().meta({ description: "The recipient's name, to be quoted as RFC 5322 asks." }),
  from: z.string().meta({ description: "The sender's address." }),
  from_name: z.string().meta({ description: "The sender's name." }),
  reply_to: z.string().meta({ description: "Where answers go." }),
  subject: z.string().meta({ description: "The email's subject." }),
  text: z.string().meta({ description: "The plain text, with footer and unsubscribe link." }),
  html: z.string().meta({ description: "The same as HTML." }),
  headers: z.record(z.string(), z.string()).meta({
    description:
      "Headers to send as they are: one-click unsubscribe (RFC 8058), and of a follow-up in the same thread In-Reply-To and References.",
  }),
  message_id: z.string().meta({ description: "The Message-ID to send with, angle brackets included." }),
});
export type ClaimedEmail = z.infer<typeof ClaimedEmail>;

export const Reason = z.object({
  code: z.enum(REASON_CODES).meta({ description: "Why emails of this step are not handed out." }),
  count: count.meta({ description: "How many emails it holds back." }),
  until: time("When it ends by itself.").optional(),
});
export type Reason = z.infer<typeof Reason>;

export const ClaimAnswer = z.object({
  claims: z.array(ClaimedEmail).meta({ description: "Yours to send, once each is confirmed." }),
  next_due_at: time(
    "When to ask again: at once after a full lot, else when the next email of this step is due; null when none waits for a time.",
  ).nullable(),
  reasons: z.array(Reason).meta({ description: "Why no more emails were handed out; empty after a full lot." }),
});
export type ClaimAnswer = z.infer<typeof ClaimAnswer>;

export const ClaimRef = z.object({ claimId: id("The claim.") });
export type ClaimRef = z.infer<typeof ClaimRef>;

export const ConfirmAnswer = z.object({
  claim_id: id("The claim."),
  confirmed_at: time("Since when the message may be handed over."),
});
export type ConfirmAnswer = z.infer<typeof ConfirmAnswer>;

/** Why a claim must not be sent any more: `details.reason` of 409 `claim.withdrawn`. */
export const WITHDRAWAL_REASONS = [
  "lead.stopped",
  "lead.suppressed",
  "lead.address_changed",
  "campaign.not_active",
  "workspace.held",
  "workspace.frozen",
  /** Its text, sender or recipient is another than when it was claimed. */
  "draft.changed",
  /** The campaign's emails wait for approval now, and this one has none. */
  "approval.missing",
  /** It was settled, given back or ran out before. */
  "claim.settled",
] as const;
export type WithdrawalReason = (typeof WITHDRAWAL_REASONS)[number];

export const OUTCOME_STATUSES = [
  /** The mail server accepted the message. */
  "sent",
  /** The server refused this message; nothing was accepted. `response` decides: the recipient, the account, or a later attempt. */
  "refused",
  /** The recipient's mailbox does not exist: the lead is not mailed again. */
  "bounced",
  /** No message can be handed over now: no connection, no login, quota. The claim is given back without an attempt. */
  "server_unusable",
  /** The connection broke after the message was handed over. Never sent again blindly. */
  "unknown",
  /** The run was stopped before it handed the message over. The claim is given back without an attempt. */
  "not_sent",
] as const;

export const OutcomeReport = z.object({
  status: z.enum(OUTCOME_STATUSES).meta({ description: "The outcome of the message." }),
  provider_message_id: z
    .string()
    .max(200)
    .nullish()
    .meta({ description: "The message's id at the provider, where it is another than `message_id`." }),
  response: z
    .string()
    .max(20_000)
    .nullish()
    .meta({ description: "The mail server's words as they came; the first 1,000 characters are kept." }),
  code: z
    .union([z.string().max(20), z.number().int()])
    .nullish()
    .meta({ description: "The server's reply code or enhanced status code, like 550 or `5.1.1`." }),
});
export type OutcomeReport = z.infer<typeof OutcomeReport>;

export const EMAIL_STATES = [
  "drafted",
  "approved",
  "rejected",
  "claimed",
  "sent",
  "bounced",
  "unknown",
  "failed",
  "cancelled",
] as const;

export const OutcomeAnswer = z.object({
  claim_id: id("The claim."),
  status: z
    .enum(EMAIL_STATES)
    .meta({ description: "The email's state now; `approved` and `drafted` are tried again." }),
  recorded: z.boolean().meta({ description: "False when an outcome was known already; the first one stands." }),
  stop: z.boolean().meta({
    description:
      "True when no message can be handed over now: give the rest of the lot back (`not_sent`) and end the run.",
  }),
});
export type OutcomeAnswer = z.infer<typeof OutcomeAnswer>;

/** The end of a claim that the application sent itself; asked again, it is the same with `recorded: false`. */
export const SendAnswer = OutcomeAnswer.extend({
  message_id: z
    .string()
    .nullable()
    .meta({ description: "The Message-ID that it was sent with; null when it was not sent." }),
  response: z.string().nullable().meta({ description: "The words of the mail server, or why there are none." }),
});
export type SendAnswer = z.infer<typeof SendAnswer>;

export const LeadsRequest = z.object({
  campaign_id: CampaignId,
  limit: z.number().int().min(1).max(500).default(50).meta({ description: "How many leads, at most." }),
});
export type LeadsRequest = z.infer<typeof LeadsRequest>;

const text = (description: string) => z.string().nullable().meta({ description });
export const LeadToResearch = z.object({
  lead_id: id("The lead."),
  email: z.string().meta({ description: "The lead's address." }),
  first_name: text("First name."),
  last_name: text("Last name."),
  company: text("The company the lead works for."),
  title: text("The lead's role there."),
  website: text("The company's website."),
  notes: text("Notes about the lead."),
});

export const LeadToPrepare = LeadToResearch.extend({
  research: text("The research note, once there is one."),
  findings: z.array(WriterFinding).meta({
    description:
      "The findings of research about the lead. A sentence about the lead has to cite one, as in `[2]`, or to say what the other fields say.",
  }),
  extras: z.record(z.string(), z.string()).meta({ description: "Extra columns of the import, by their names." }),
  steps: z
    .array(
      z.object({ step: Step, instructions: z.string().meta({ description: "The founder's words on this email." }) }),
    )
    .meta({
      description: "The emails to write for this lead; each other one exists, or is sent as the founder wrote it.",
    }),
});
export type LeadToResearch = z.infer<typeof LeadToResearch>;
export type LeadToPrepare = z.infer<typeof LeadToPrepare>;

export const LEAD_REASON_CODES = ["campaign.not_active", "workspace.held", "lead.none"] as const;
const LeadReasons = z
  .array(
    z.object({
      code: z.enum(LEAD_REASON_CODES).meta({ description: "Why no lead is handed out." }),
      count: count.meta({ description: "How many leads it holds back." }),
    }),
  )
  .meta({ description: "Why no lead was handed out; empty when some were." });
export const LeadsToResearchAnswer = z.object({ leads: z.array(LeadToResearch), reasons: LeadReasons });
export const LeadsToPrepareAnswer = z.object({
  leads: z.array(LeadToPrepare),
  company: WriterCompany.optional().meta({
    description: "The founder's answers to write from; with leads, once the company is saved.",
  }),
  reasons: LeadReasons,
});
export type LeadsToResearchAnswer = z.infer<typeof LeadsToResearchAnswer>;
export type LeadsToPrepareAnswer = z.infer<typeof LeadsToPrepareAnswer>;

const Drafts = z
  .array(
    z.object({
      step: Step,
      subject: z.string().trim().max(500).meta({ description: "The email's subject. An empty one is a hole." }),
      body: z.string().trim().min(1).max(50_000).meta({ description: "The plain text, without a footer." }),
    }),
  )
  .min(1)
  .max(10)
  .refine((drafts) => new Set(drafts.map(({ step }) => step)).size === drafts.length, "may hold one draft a step");

export const DraftsReport = z
  .object({
    campaign_id: CampaignId,
    lead_id: id("The lead that the drafts are for."),
    drafts: Drafts.optional().meta({ description: "One draft a step." }),
    source: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .default("unknown model")
      .meta({ description: "The model that wrote them, by its own name." }),
    failure: z.string().trim().min(1).max(2_000).optional().meta({
      description:
        "Instead of drafts: why the model's answer could not be used. After the third such answer the lead is asked for no more.",
    }),
  })
  .refine(({ drafts, failure }) => (drafts === undefined) !== (failure === undefined), {
    path: ["drafts"],
    message: "is required, unless failure says why there are none",
  });
export type DraftsReport = z.infer<typeof DraftsReport>;

export const DraftsAnswer = z.object({
  saved: count.meta({
    description:
      "How many drafts were stored; a step that a founder edited or decided, or that is claimed or sent, stays as it is.",
  }),
  failure: z.string().optional().meta({ description: "The failure that was reported, as it was stored." }),
});
export type DraftsAnswer = z.infer<typeof DraftsAnswer>;
