import { failDeployment } from "@/lib/outreach/campaigns/fail-deployment";
import { beginDeployment } from "@/lib/outreach/campaigns/begin-deployment";
import { deployCompiled, removeWorkflows } from "../campaign-workflows";
import { compileCampaign } from "../compile-campaign";
import { engineAt } from "@/lib/outreach/workflows/engine";
import { engineToClean } from "../engine-to-clean";
import { engineVersion } from "../engine-version";
import { getSendingRoute } from "../get-sending-route";
import type { IgnitionStep } from "../step";

export const deployWorkflows: IgnitionStep = {
  name: "deploy_workflows",
  title: "Your seven workflows, compiled and checked",
  status: "workflows_deploying",
  timeoutSeconds: 180,
  advice:
    "A workflow could not be compiled or deployed; the message names it. Correct what it asks for and launch again.",

  leftover: "Workflows of the campaign may still be in n8n. They send nothing, because the campaign is not active.",

  // Everything is compiled and checked before anything is deployed.
  run: async (ctx, { campaignId, credentialIds, sidecarUrl }, signal) => {
    await beginDeployment(ctx, { campaignId });
    // Named before they are compiled: a way that changes meanwhile then counts as not deployed yet.
    const workflowsVersion = await engineVersion((await getSendingRoute(ctx)).route);
    const compiled = await compileCampaign(ctx, { campaignId, credentialIds });
    const workflows = await deployCompiled(engineAt(sidecarUrl), {
      workspaceId: ctx.workspaceId,
      campaignId,
      compiled,
      signal,
    });
    return { workflows, workflowsVersion };
  },

  undo: async (ctx, { campaignId, sidecarUrl }, signal) => {
    await failDeployment(ctx, { campaignId, reason: "The launch was undone." }, ["deploying", "active"]);
    const engine = engineToClean(sidecarUrl);
    if (engine) await removeWorkflows(engine, { workspaceId: ctx.workspaceId, campaignId, signal });
    return { workflows: {}, workflowsVersion: null };
  },
};
