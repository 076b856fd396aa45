import { recordDeployment } from "@/lib/outreach/campaigns/record-deployment";
import { publishAndProbe, toCampaignWorkflows } from "../campaign-workflows";
import { engineAt } from "@/lib/outreach/workflows/engine";
import type { IgnitionStep } from "../step";

export const publishWorkflows: IgnitionStep = {
  name: "publish_workflows",
  title: "Workflows published and responding",
  status: "activating",
  timeoutSeconds: 180,
  advice:
    "A workflow was published but does not answer. Launch again; if that does not help, look at `.local/logs/n8n.log`.",

  run: async (ctx, { campaignId, workflows, sidecarUrl }, signal) => {
    await publishAndProbe(engineAt(sidecarUrl), { workspaceId: ctx.workspaceId, workflows, signal });
    await recordDeployment(ctx, { campaignId, workflows: toCampaignWorkflows(workflows) });
    return {};
  },

  // Deleting the workflows, which comes next, unpublishes them.
  undo: async () => ({}),
};
