import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { compileCampaignWorkflows } from "@/lib/outreach/workflows/compile-campaign-workflows";
import type { CompiledWorkflow } from "@/lib/outreach/workflows/schemas";
import { campaignInput } from "./campaign-input";

/** The campaign's seven workflows with its own values, checked; a named error before anything is deployed otherwise. */
export async function compileCampaign(
  ctx: WorkspaceCtx,
  { campaignId, credentialIds }: { campaignId: string; credentialIds: Record<string, string> },
): Promise<CompiledWorkflow[]> {
  return compileCampaignWorkflows({ ...(await campaignInput(ctx, { campaignId })), credentials: credentialIds });
}
