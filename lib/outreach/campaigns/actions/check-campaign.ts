import type { Check } from "@/lib/company/approvals/define-action";
import { AppError } from "@/lib/platform/errors";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { getCampaign } from "../get-campaign";
import type { CampaignStatus } from "../schemas";

/**
 * Whether a campaign is in the state that was approved. A campaign becomes active only after n8n answered for each of its workflows, so its
 * own row is not enough to make it so.
 */
export async function checkCampaign(
  ctx: WorkspaceCtx,
  { campaignId, wanted }: { campaignId: string; wanted: Extract<CampaignStatus, "active" | "paused"> },
): Promise<Check> {
  const check = "campaign_state";
  const campaign = await getCampaign({ ...ctx, whileFrozen: true }, { campaignId }).catch((error: unknown) => {
    if (error instanceof AppError && error.kind === "not_found") return null;
    throw error;
  });
  if (!campaign) {
    const words = "The campaign is not there any more.";
    return { verdict: "contradicted", check, words, observed: { campaign_id: campaignId }, evidence: words };
  }
  const { status, name, workflows, failure, pause_reason } = campaign;
  const observed = { campaign_id: campaignId, status, workflows: workflows.length, pause_reason };
  const seen = { check, observed, evidence: JSON.stringify(campaign) };
  if (status === wanted)
    return { ...seen, verdict: "verified", words: `${name} is ${status}, with ${workflows.length} workflows.` };
  if (status === "deploying") return { ...seen, verdict: "pending", words: `${name} is still being set up in n8n.` };
  return { ...seen, verdict: "contradicted", words: `${name} is ${status}${failure === null ? "" : `: ${failure}`}.` };
}
