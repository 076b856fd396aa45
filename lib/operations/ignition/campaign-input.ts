import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import type { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import type { CompileCampaignInput } from "@/lib/outreach/workflows/schemas";
import { getWorkspace } from "@/lib/foundation/workspaces/get-workspace";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { getSendingRoute } from "./get-sending-route";
import { workflowValues } from "./workflow-values";

export type CampaignInput = Omit<CompileCampaignInput, "credentials">;

/** Everything of a campaign and its company that is written into its workflows, but for the ids of the credentials. */
export async function campaignInput(ctx: WorkspaceCtx, { campaignId }: CampaignRef): Promise<CampaignInput> {
  const [workspace, campaign, { route }] = await Promise.all([
    getWorkspace(ctx),
    getCampaign(ctx, { campaignId }),
    getSendingRoute(ctx),
  ]);
  return {
    transport: route === "gateway" ? "gateway" : campaign.mail_provider,
    campaignId,
    workspaceName: workspace.name,
    campaignName: campaign.name,
    values: await workflowValues(ctx, { workspace, campaign }),
  };
}
