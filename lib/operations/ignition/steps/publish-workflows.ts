import { recordDeployment } from "@/lib/outreach/campaigns/record-deployment";
import { publishAndProbe } from "../campaign-workflows";
import { engineAt } from "@/lib/outreach/workflows/engine";
import type { IgnitionStep } from "../step";

export const publishWorkflows: IgnitionStep = {
  name: "publish_workflows",
  title: "Workflows published and responding",
  status: "activating",
  timeoutSeconds: 180,
  advice: "A workflow was published but does not answer. Launch again; if it stays, look at `.local/logs/n8n.log`.",

  run: async (ctx, { campaignId, workflowIds, sidecarUrl }, signal) => {
    await publishAndProbe(engineAt(sidecarUrl), { workspaceId: ctx.workspaceId, campaignId, workflowIds, signal });
    const workflows = Object.entries(workflowIds).map(([template, workflow_id]) => ({ template, workflow_id }));
    await recordDeployment(ctx, { campaignId, workflows });
    return {};
  },

  // Deleting the workflows, which comes next, unpublishes them.
  undo: async () => ({}),
};
