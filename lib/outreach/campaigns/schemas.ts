import { z } from "zod";
import { Reason } from "@/lib/contracts/engine";
import { REASON_CODES } from "@/lib/contracts/reason-codes";
import { SendWindow } from "@/lib/outreach/mailbox/schemas";
import { DisplayName } from "@/lib/platform/display-name";

export const CampaignStatus = z.enum(["draft", "deploying", "active", "paused", "completed", "archived", "failed"]);
export type CampaignStatus = z.infer<typeof CampaignStatus>;

export const ReviewMode = z.enum(["every", "sample", "off"], "must be every, sample or off");
export type ReviewMode = z.infer<typeof ReviewMode>;

/**
 * Why a paused campaign is paused. `mail_server`: it goes on by itself after a successful test of the mail account. `bounces` and
 * `complaints`: there were too many, and only a founder lets it go on.
 */
export const PauseReason = z.enum(["founder", "mail_server", "bounces", "complaints"]);
export type PauseReason = z.infer<typeof PauseReason>;

/** How far a workflow came: written into n8n, published, seen to answer; put away in n8n with its campaign; or it failed. */
export const WorkflowState = z.enum(["deployed", "published", "probed", "archived", "failed"]);
export type WorkflowState = z.infer<typeof WorkflowState>;

/** One workflow after the last deployment. Missing fields: an earlier version deployed it. */
export const DeployedTemplate = z.object({
  template: z.string(),
  /** Null when n8n refused to take it. */
  workflow_id: z.string().nullable(),
  name: z.string().optional(),
  webhook_path: z.string().optional(),
  state: WorkflowState.optional(),
  /** Why it failed. */
  why: z.string().nullable().optional(),
  /** Of what was written into n8n: another hash there is a change made by hand. */
  content_hash: z.string().nullable().optional(),
});
export type DeployedTemplate = z.infer<typeof DeployedTemplate>;

export const Campaign = z
  .object({
    id: z.uuid(),
    campaign_group_id: z.uuid(),
    name: z.string(),
    status: CampaignStatus,
    mail_provider: z.enum(["smtp", "gmail"]),
    workflows: z.array(DeployedTemplate),
    daily_limit: z.number().int().nullable(),
    send_window: SendWindow.nullable(),
    step_delays_days: z.array(z.number().int()),
    review_mode: ReviewMode,
    stop_company_on_reply: z.boolean(),
    failure: z.string().nullable(),
    pause_reason: PauseReason.nullable(),
    archived_at: z.string().nullable(),
    created_at: z.string(),
  })
  .meta({ id: "Campaign" });
export type Campaign = z.infer<typeof Campaign>;

export const CampaignRef = z.object({ campaignId: z.uuid("must be a uuid").meta({ description: "The campaign." }) });
export type CampaignRef = z.infer<typeof CampaignRef>;

export const DeletedCampaign = z.object({
  id: z.uuid(),
  name: z.string(),
  unsent_deleted: z.number().int().meta({
    description:
      "How many drafts and claimed emails went with it. An email that is being handed over is not among them.",
  }),
});
export type DeletedCampaign = z.infer<typeof DeletedCampaign>;

export const ListCampaignsQuery = z.object({
  cursor: z
    .uuid("is not one that this list gave out")
    .optional()
    .meta({ description: "`next_cursor` of the previous page." }),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: "The most items to return." }),
});
export type ListCampaignsQuery = z.infer<typeof ListCampaignsQuery>;

export const UpdateCampaign = z.object({
  name: DisplayName.optional().meta({ description: "The display name." }),
  daily_limit: z
    .number()
    .int()
    .min(1)
    .max(10_000)
    .nullable()
    .optional()
    .meta({ description: "The most emails per day." }),
  send_window: SendWindow.nullable()
    .optional()
    .meta({ description: "Days and hours for sending, in the workspace's time zone." }),
  step_delays_days: z
    .array(z.number().int().min(0).max(365))
    .min(1)
    .max(10)
    .optional()
    .meta({ description: "Days to wait before each email of the sequence; between two at least 1." }),
  review_mode: ReviewMode.optional().meta({
    description:
      "`every`: an email leaves only after a person approved its exact text. `sample`: the first ten are approved, then emails leave by themselves, until an edit or a complaint. `off`: by themselves. Not with an API key.",
  }),
  stop_company_on_reply: z.boolean("must be true or false").optional().meta({
    description:
      "A reply from one person holds the other leads with the same email domain too; public providers like Gmail are exempt.",
  }),
});
export type UpdateCampaign = z.infer<typeof UpdateCampaign>;

export const RunStep = z.enum(["preparation", "email_1", "email_2", "email_3"]);
export type RunStep = z.infer<typeof RunStep>;

export const RunNow = z.object({ step: RunStep.meta({ description: "The step to run." }) });
export type RunNow = z.infer<typeof RunNow>;

export const RunAnswer = z.object({
  accepted: z.literal(true).meta({ description: "The run was asked for." }),
  due: z.number().int().meta({ description: "How many emails of the step are due now, or leads that need drafts." }),
  sending: z.number().int().meta({ description: "How many of them this run may send." }),
  reasons: z.array(Reason).meta({ description: "Why each other email of the step waits." }),
  next_due_at: z
    .string()
    .nullable()
    .meta({ description: "When the next email of the step is due; null when none waits for a time." }),
  message: z.string().meta({ description: "The same in a sentence for people." }),
});
export type RunAnswer = z.infer<typeof RunAnswer>;

export const Gate = z.object({
  code: z.enum(REASON_CODES).meta({ description: "The reason that holds the email back, as the engine answers it." }),
  message: z.string().meta({ description: "The same in a sentence for people." }),
  until: z.string().nullable().meta({ description: "When it ends by itself; null: it waits for a person." }),
});
export type Gate = z.infer<typeof Gate>;

export const Forecast = z.object({
  time_zone: z.string().meta({ description: "The zone of the days." }),
  next_due_at: z
    .string()
    .nullable()
    .meta({ description: "When the next email of any step is due; null when none waits for a time." }),
  steps: z.array(
    RunAnswer.omit({ accepted: true }).extend({
      step: z.number().int().meta({ description: "Which email of the sequence." }),
      gates: z.array(Gate).meta({ description: "All that keeps this step from being sent to anyone now, in order." }),
    }),
  ),
  days: z.array(
    z.object({
      day: z.string().meta({ description: "The day, `YYYY-MM-DD`." }),
      step: z.number().int().meta({ description: "Which email of the sequence." }),
      emails: z.number().int().meta({
        description:
          "How many are expected to leave on that day, within the window, the pace and every limit. The active campaigns share the account's limits.",
      }),
    }),
  ),
});
export type Forecast = z.infer<typeof Forecast>;

/** The people a campaign writes to: leads on one of the lists, with one of the tags, and so on. An empty filter lets everyone through. */
export const SaveAudience = z.object({
  list_ids: z
    .array(z.uuid("must be a uuid"))
    .max(100)
    .default([])
    .meta({ description: "Leads on one of these lists." }),
  tags: z.array(z.string().min(1).max(50)).max(50).default([]).meta({ description: "Leads with one of these tags." }),
  company: z
    .string()
    .trim()
    .max(200)
    .transform((text) => text || null)
    .nullable()
    .default(null)
    .meta({ description: "Leads whose company holds these words." }),
  not_contacted_days: z
    .number()
    .int()
    .min(1)
    .max(36_500)
    .nullable()
    .default(null)
    .meta({ description: "Leads that no other campaign emailed within so many days." }),
});
export type SaveAudience = z.infer<typeof SaveAudience>;

export const PreviewAudience = SaveAudience.extend({
  workspace_id: z.uuid().meta({ description: "The workspace. A webhook token or API key opens only its own." }),
});

export const AudienceSize = z.object({
  people: z.number().int().meta({ description: "How many people that is and may be emailed." }),
  contacted: z.number().int().meta({ description: "How many of them another campaign emailed, or will." }),
});
export type AudienceSize = z.infer<typeof AudienceSize>;

export const Audience = z
  .object({
    list_ids: z.array(z.uuid()),
    tags: z.array(z.string()),
    company: z.string().nullable(),
    not_contacted_days: z.number().int().nullable(),
    ...AudienceSize.shape,
  })
  .meta({ id: "Audience" });
export type Audience = z.infer<typeof Audience>;

export const CreateCampaign = z.object({
  workspace_id: z.uuid().meta({ description: "The workspace. A webhook token or API key opens only its own." }),
  name: DisplayName.meta({ description: "The display name." }),
  project_id: z.uuid().optional().meta({
    description: "The company that it belongs to; needed only in a workspace with several.",
  }),
  campaign_group_id: z.uuid().optional().meta({ description: "The campaign group, which says the company too." }),
  audience: SaveAudience.optional().meta({ description: "The people it writes to; without it, all leads." }),
});
export type CreateCampaign = z.infer<typeof CreateCampaign>;

/** Why a person gets no email now. */
export const WhyNot = z
  .object({
    message: z.string().meta({ description: "The first reason, or what happens next, in a sentence." }),
    data: z.array(
      z.object({
        campaign_id: z.uuid(),
        campaign: z.string(),
        step: z.number().int().meta({ description: "The email that is next for this person." }),
        mailbox: z.string().nullable().meta({ description: "The address that the email leaves from." }),
        gates: z.array(Gate).meta({ description: "All that holds it back, in order; empty: the next run sends it." }),
        next_at: z
          .string()
          .nullable()
          .meta({ description: "When the last of the gates has ended; null while one of them waits for a person." }),
      }),
    ),
  })
  .meta({ id: "WhyNot" });
export type WhyNot = z.infer<typeof WhyNot>;
