import type { Campaign } from "@/lib/outreach/campaigns/schemas";
import { findBrand } from "@/lib/company/profile/find-brand";
import { findInfrastructure } from "@/lib/operations/onboarding/find-infrastructure";
import { findPartitionName } from "@/lib/outreach/leads/find-partition-name";
import { appUrl, env } from "@/lib/platform/env";
import { sha256 } from "@/lib/platform/ids";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { Workspace } from "@/lib/foundation/workspaces/schemas";

/** Always the same for a campaign and a purpose: 0 to `below`, and not `below` itself. */
const offsetOf = ({ id }: Campaign, purpose: string, below: number): number =>
  Number.parseInt(sha256(`${id} ${purpose}`).slice(0, 8), 16) % below;

/**
 * Schedules only wake workflows; whether an email is due is the database's decision, once a minute. Each campaign has seconds and minutes
 * of its own, so that the companies of one n8n do not all wake it at the same moment.
 */
const everyMinute = (campaign: Campaign): string => `${offsetOf(campaign, "second", 60)} * * * * *`;

/** The same every so many minutes, which divide an hour. */
function everyMinutes(campaign: Campaign, purpose: string, minutes: number): string {
  const first = offsetOf(campaign, `${purpose} minute`, minutes);
  return `${offsetOf(campaign, `${purpose} second`, 60)} ${first}-59/${minutes} * * * *`;
}

type Of = { workspace: Workspace; campaign: Campaign };

/** The text of every placeholder a template may use, but for the ids that the compiler fills in. Secrets are never among them. */
export async function workflowValues(ctx: WorkspaceCtx, { workspace, campaign }: Of): Promise<Record<string, string>> {
  const brand = await findBrand(ctx);
  const infrastructure = await findInfrastructure(ctx);
  const partitionName = await findPartitionName(ctx);
  const services = [0, 1, 2, 3].map((index) => [`SERVICE_${index + 1}_DESCRIPTION`, brand?.services[index] ?? ""]);
  return {
    WORKSPACE_ID: workspace.id,
    WORKSPACE_SLUG: workspace.slug,
    CAMPAIGN_GROUP_ID: campaign.campaign_group_id,
    ...(partitionName && { LEADS_TABLE: `genesis.${partitionName}` }),
    DASHBOARD_URL: appUrl(),
    N8N_INSTANCE_URL: env().N8N_URL ?? "",
    UNSUBSCRIBE_URL: `${appUrl()}/u`,
    UNSUBSCRIBE_REDIRECT_URL: brand?.website ?? "",
    SENDER_EMAIL: brand?.sender_email ?? "",
    TEST_EMAIL: brand?.sender_email ?? "",
    NAME: brand?.sender_name ?? "",
    COMPANY_NAME: brand?.company_name ?? "",
    COMPANY_DESCRIPTION: brand?.description ?? "",
    COMPANY_ADDRESS: brand?.postal_address ?? "",
    WEBSITE: brand?.website ?? "",
    CALENDLY_LINK_1: brand?.calendly_link_1 ?? "",
    CALENDLY_LINK_2: brand?.calendly_link_2 ?? "",
    TIMEZONE: infrastructure?.time_zone ?? "UTC",
    SEND_WINDOW_CRON: everyMinute(campaign),
    PREPARATION_CRON: everyMinutes(campaign, "preparation", 5),
    RESEARCH_CRON: everyMinutes(campaign, "research", 10),
    REPLIES_CRON: everyMinutes(campaign, "replies", 5),
    DAILY_LIMIT: String(campaign.daily_limit ?? infrastructure?.daily_limit ?? ""),
    LLM_BASE_URL: `${appUrl()}/api/llm/v1`,
    LLM_MODEL: env().LLM_MODEL ?? "",
    GOOGLE_CSE_CX: "",
    ...Object.fromEntries(services),
  };
}
