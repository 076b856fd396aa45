import { recordDeployment } from "@/lib/outreach/campaigns/record-deployment";
import type { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction } from "@/lib/platform/transaction";
import { engineAt } from "@/lib/outreach/workflows/engine";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { deployCompiled, publishAndProbe, toCampaignWorkflows } from "./campaign-workflows";
import { compileCampaign } from "./compile-campaign";
import { injectEngineCredentials } from "./inject-engine-credentials";
import { findIgnition } from "./store";

/**
 * Credentials, workflows, publication and a look at each: whatever was missing or changed in n8n is as it should be afterwards. Safe to
 * repeat. Throws `ignition.not_launched`, what the compiler found wrong, or a retryable error of the engine.
 */
export async function deployCampaign(
  ctx: WorkspaceCtx & { signal: AbortSignal },
  { campaignId }: CampaignRef,
): Promise<void> {
  requirePermission(ctx, "campaigns.write");
  const ignition = await withReadTransaction(ctx, findIgnition);
  if (ignition?.status !== "active") {
    throw new AppError("impossible", "The company is not launched yet. Launch it first.", {
      code: "ignition.not_launched",
    });
  }
  const { sidecarUrl } = ignition.resources;
  const call = { workspaceId: ctx.workspaceId, signal: ctx.signal };
  const credentialIds = await injectEngineCredentials(ctx, { sidecarUrl, signal: ctx.signal });
  const compiled = await compileCampaign(ctx, { campaignId, credentialIds });
  const workflows = await deployCompiled(engineAt(sidecarUrl), { ...call, campaignId, compiled });
  await publishAndProbe(engineAt(sidecarUrl), { ...call, workflows });
  await recordDeployment(ctx, { campaignId, workflows: toCampaignWorkflows(workflows) });
}
