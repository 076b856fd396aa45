import { proposeAction } from "@/lib/autopilot/actions/propose-action";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { runNow } from "@/lib/outreach/campaigns/run-now";
import type { RunStep } from "@/lib/outreach/campaigns/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { Done } from "./schemas";

type Campaign = { projectId: string; campaign_id: string; step: RunStep };

/** Runs a step of an active campaign; for one that is a draft or paused it proposes to activate it, which a person approves. */
export async function runCampaign(ctx: WorkspaceCtx, { projectId, campaign_id, step }: Campaign): Promise<Done> {
  const campaign = await getCampaign(ctx, { campaignId: campaign_id });
  const links = [{ rel: "campaign", id: campaign_id }];
  if (campaign.status === "active") {
    const { message } = await runNow(ctx, { campaignId: campaign_id, step });
    return { summary: message, links };
  }
  const { id, title } = await proposeAction(ctx, {
    projectId,
    action_type: "campaign.activate",
    payload: { campaign_id },
    dedupe_key: `campaign.activate:${campaign_id}`,
  });
  const summary = `The campaign is ${campaign.status}. Proposed “${title}”; it waits for your approval.`;
  return { summary, links: [...links, { rel: "approval", id }] };
}
