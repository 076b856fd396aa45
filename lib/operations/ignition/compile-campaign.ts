import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { getWorkspace } from "@/lib/foundation/workspaces/get-workspace";
import { compileCampaignWorkflows } from "@/lib/outreach/workflows/compile-campaign-workflows";
import type { CompiledWorkflow } from "@/lib/outreach/workflows/schemas";
import { getSendingRoute } from "./get-sending-route";
import { workflowValues } from "./workflow-values";

/** The campaign's seven workflows with its own values, checked; a named error before anything is deployed otherwise. */
export async function compileCampaign(
  ctx: WorkspaceCtx,
  { campaignId, credentialIds }: { campaignId: string; credentialIds: Record<string, string> },
): Promise<CompiledWorkflow[]> {
  const [workspace, campaign, { route }] = await Promise.all([
    getWorkspace(ctx),
    getCampaign(ctx, { campaignId }),
    getSendingRoute(ctx),
  ]);
  return compileCampaignWorkflows({
    transport: route === "gateway" ? "gateway" : campaign.mail_provider,
    campaignId,
    workspaceName: workspace.name,
    campaignName: campaign.name,
    values: await workflowValues(ctx, { workspace, campaign }),
    credentials: credentialIds,
  });
}
