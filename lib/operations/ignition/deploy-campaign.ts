import { isDeepStrictEqual } from "node:util";
import { failDeployment } from "@/lib/outreach/campaigns/fail-deployment";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { recordAttempt } from "@/lib/outreach/campaigns/record-attempt";
import { recordDeployment } from "@/lib/outreach/campaigns/record-deployment";
import type { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction } from "@/lib/platform/transaction";
import { compileCampaignWorkflows } from "@/lib/outreach/workflows/compile-campaign-workflows";
import { engineAt } from "@/lib/outreach/workflows/engine";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import {
  deployCompiled,
  deployEach,
  publishAndProbe,
  rowIdsOf,
  toAttempted,
  toCampaignWorkflows,
  toSilent,
  type Attempt,
} from "./campaign-workflows";
import { campaignInput, type CampaignInput } from "./campaign-input";
import { injectEngineCredentials } from "./inject-engine-credentials";
import { LISTENING } from "./listening";
import { findIgnition } from "./store";
import { unpublishCampaign } from "./unpublish-campaign";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };

/** `only`: these templates of a campaign that is not active; the others stay as they are. */
type Deployment = CampaignRef & { only?: readonly string[] };

/**
 * Credentials, workflows, publication and a look at each: whatever was missing or changed in n8n is as it should be afterwards, and the
 * campaign is active only when all seven answered. One that n8n refuses fails the campaign by name, and the others are unpublished; those
 * that hear replies and opt-outs stay. Safe to repeat, and safe beside another deployment of the campaign: the last one to write looks
 * whether it wrote what holds now. Throws `ignition.not_launched`, what the compiler found wrong, or a retryable error of the engine.
 */
export async function deployCampaign(ctx: JobCtx, deployment: Deployment): Promise<void> {
  requirePermission(ctx, "campaigns.write");
  const ignition = await withReadTransaction(ctx, findIgnition);
  if (ignition?.status !== "active") {
    throw new AppError("impossible", "The company is not launched yet. Launch it first.", {
      code: "ignition.not_launched",
    });
  }
  const { sidecarUrl } = ignition.resources;
  for (let isCurrent = false; !isCurrent;) {
    const input = await campaignInput(ctx, deployment);
    const [end] = await Promise.allSettled([deployOnce(ctx, { ...deployment, sidecarUrl, input })]);
    isCurrent = isDeepStrictEqual(await campaignInput(ctx, deployment), input);
    // One that met values of before and of now at once, such as a way to send without its account, is no reason to give up.
    if (isCurrent && end.status === "rejected") throw end.reason;
  }
}

type Once = Deployment & { sidecarUrl: string | null; input: CampaignInput };

async function deployOnce(ctx: JobCtx, { campaignId, only, sidecarUrl, input }: Once): Promise<void> {
  const engine = engineAt(sidecarUrl);
  const call = { workspaceId: ctx.workspaceId, signal: ctx.signal };
  const { workflows: rows } = await getCampaign(ctx, { campaignId });
  const credentials = await injectEngineCredentials(ctx, { sidecarUrl, signal: ctx.signal });
  const compiled = await compileCampaignWorkflows({ ...input, credentials });
  const deployment = { ...call, campaignId, rowIds: rowIdsOf(rows) };
  if (only) {
    const listening = compiled.filter(({ templateId }) => only.includes(templateId));
    const workflows = await deployCompiled(engine, { ...deployment, compiled: listening });
    return publishAndProbe(engine, { ...call, workflows });
  }
  const attempts = await deployEach(engine, { ...deployment, compiled });
  if (attempts.some(({ refused }) => refused)) return fail(ctx, { campaignId, attempts });
  const workflows = Object.fromEntries(
    attempts.flatMap(({ template, deployed }) => (deployed ? [[template, deployed]] : [])),
  );
  await publishAndProbe(engine, { ...call, workflows }).catch(async (error: unknown) => {
    const silent = toSilent(workflows, error);
    if (silent) await recordAttempt(ctx, { campaignId, workflows: silent });
    throw error;
  });
  await recordDeployment(ctx, { campaignId, workflows: toCampaignWorkflows(workflows) });
}

type Failed = CampaignRef & { attempts: readonly Attempt[] };

/** The row first: from its commit on nothing is claimed, and what is unpublished after it only saves n8n the work. */
async function fail(ctx: JobCtx, { campaignId, attempts }: Failed): Promise<void> {
  const reasons = attempts.flatMap(({ name, refused }) => (refused ? [`${name}: ${refused.message}`] : []));
  const workflows = toAttempted(attempts);
  await failDeployment(ctx, { campaignId, reason: reasons.join(" "), workflows }, ["deploying", "active"]);
  await unpublishCampaign(ctx, { campaignId, keep: LISTENING });
}
