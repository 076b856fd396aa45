import { z } from "zod";
import { SendWindow } from "@/lib/outreach/mailbox/schemas";
import { DisplayName } from "@/lib/platform/display-name";

export const CampaignStatus = z.enum(["draft", "deploying", "active", "paused", "completed", "archived", "failed"]);
export type CampaignStatus = z.infer<typeof CampaignStatus>;

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

export const ListCampaignsQuery = z.object({
  cursor: z.uuid("is not one that this list gave out").optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListCampaignsQuery = z.infer<typeof ListCampaignsQuery>;

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
