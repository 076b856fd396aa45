import { z } from "zod";
import { DisplayName } from "@/lib/tenancy/schemas";

export const CampaignStatus = z.enum(["draft", "deploying", "active", "paused", "completed", "archived", "failed"]);
export type CampaignStatus = z.infer<typeof CampaignStatus>;

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time like 09:00");

/** When mail may go out, in the workspace's time zone: days 1 (Monday) to 7, from inclusive, to exclusive (24:00: end of the day). */
export const SendWindow = z
  .object({
    days: z
      .array(z.number().int().min(1).max(7))
      .min(1, "needs at least one day")
      .transform((days) => [...new Set(days)].toSorted((a, b) => a - b)),
    from: Clock,
    to: z.union([Clock, z.literal("24:00")]),
  })
  .refine(({ from, to }) => from < to, { message: "must end after it begins", path: ["to"] });
export type SendWindow = z.infer<typeof SendWindow>;

export const DeployedTemplate = z.object({ template: z.string(), workflow_id: z.string() });

export const Campaign = z.object({
  id: z.uuid(),
  campaign_group_id: z.uuid(),
  name: z.string(),
  status: CampaignStatus,
  mail_provider: z.enum(["smtp", "gmail"]),
  workflows: z.array(DeployedTemplate),
  daily_limit: z.number().int().nullable(),
  send_window: SendWindow.nullable(),
  step_delays_days: z.array(z.number().int()),
  failure: z.string().nullable(),
  created_at: z.string(),
});
export type Campaign = z.infer<typeof Campaign>;

export const CampaignRef = z.object({ campaignId: z.uuid("must be a uuid") });
export type CampaignRef = z.infer<typeof CampaignRef>;

export const CreateCampaign = z.object({
  workspace_id: z.uuid(),
  name: DisplayName,
  campaign_group_id: z.uuid().optional(),
});
export type CreateCampaign = z.infer<typeof CreateCampaign>;

export const UpdateCampaign = z.object({
  name: DisplayName.optional(),
  daily_limit: z.number().int().min(1).max(10_000).nullable().optional(),
  send_window: SendWindow.nullable().optional(),
  step_delays_days: z.array(z.number().int().min(0).max(365)).length(3, "needs three numbers of days").optional(),
});
export type UpdateCampaign = z.infer<typeof UpdateCampaign>;

export const RunStep = z.enum(["preparation", "email_1", "email_2", "email_3"]);
export type RunStep = z.infer<typeof RunStep>;

export const RunNow = z.object({ step: RunStep });
export type RunNow = z.infer<typeof RunNow>;
