import pRetry from "p-retry";
import type { Campaign } from "@/lib/outreach/campaigns/schemas";
import { AppError } from "@/lib/platform/errors";
import type { EngineWorkflow, WorkflowEngine } from "@/lib/providers/workflow-engine/port";
import { toEngineDefinition } from "@/lib/outreach/workflows/engine-definition";
import type { CompiledWorkflow } from "@/lib/outreach/workflows/schemas";
import type { DeployedWorkflow } from "./schemas";

/** Publication can lag behind n8n's answer. */
const SILENT = "workflow.webhook_missing";

const PROBES = { retries: 25, minTimeout: 200, factor: 1 };

type Target = { workspaceId: string; campaignId: string; signal: AbortSignal };

const keyPrefix = (campaignId: string): string => `campaign:${campaignId}:`;

/** Deploys compiled workflows under stable keys: repeated, it updates and creates nothing new. By template. */
export async function deployCompiled(
  engine: WorkflowEngine,
  { compiled, campaignId, ...call }: Target & { compiled: CompiledWorkflow[] },
): Promise<Record<string, DeployedWorkflow>> {
  const workflows: Record<string, DeployedWorkflow> = {};
  for (const { templateId, name, displayName, webhookPath, definition } of compiled) {
    const key = keyPrefix(campaignId) + templateId;
    const engineDefinition = toEngineDefinition(definition);
    const { workflowId } = await engine.deployWorkflow({ ...call, key, name, definition: engineDefinition });
    workflows[templateId] = { workflowId, webhookPath, name: displayName };
  }
  return workflows;
}

type Deployed = { workspaceId: string; signal: AbortSignal; workflows: Record<string, DeployedWorkflow> };

/**
 * Publishes each workflow and looks at all of them after the last change: n8n says that its newest version is published, and its webhook
 * answers. A workflow that a late answer took back is published again, and all are looked at anew.
 */
export async function publishAndProbe(engine: WorkflowEngine, { workflows, ...call }: Deployed): Promise<void> {
  let unpublished = Object.values(workflows);
  await pRetry(
    async () => {
      for (const { workflowId } of unpublished) await engine.publishWorkflow({ ...call, workflowId });
      unpublished = [];
      const silent = await findSilentWorkflow(engine, { workflows, ...call });
      if (!silent) return;
      if (silent.why === "unpublished") unpublished = [silent.workflow];
      throw new AppError("upstream", `${silent.workflow.name} was published, but ${silent.words}.`, { code: SILENT });
    },
    {
      ...PROBES,
      signal: call.signal,
      shouldRetry: ({ error }) => error instanceof AppError && error.code === SILENT,
    },
  );
}

type Silent = { workflow: DeployedWorkflow; why: "unpublished" | "unanswered"; words: string };

/** A workflow that would not run when its hour comes; null when n8n runs the newest version of each and every webhook answers. */
export async function findSilentWorkflow(
  engine: WorkflowEngine,
  { workflows, ...call }: Deployed,
): Promise<Silent | null> {
  for (const workflow of Object.values(workflows)) {
    const { active, versionId, activeVersionId } = await engine.getWorkflow({
      ...call,
      workflowId: workflow.workflowId,
    });
    if (!active || activeVersionId !== versionId)
      return { workflow, why: "unpublished", words: "n8n does not run its newest version" };
    const { registered, status } = await engine.probeWebhook({ ...call, path: workflow.webhookPath });
    if (!registered) return { workflow, why: "unanswered", words: `its webhook answers ${status}` };
  }
  return null;
}

/** As the campaign's row and its page name them. */
export const toCampaignWorkflows = (workflows: Record<string, DeployedWorkflow>): Campaign["workflows"] =>
  Object.entries(workflows).map(([template, { workflowId, webhookPath, name }]) => ({
    template,
    workflow_id: workflowId,
    webhook_path: webhookPath,
    name,
  }));

/** The workflows of one campaign as they are in the engine now, whoever deployed them. */
export async function listCampaignWorkflows(
  engine: WorkflowEngine,
  { campaignId, ...call }: Target,
): Promise<EngineWorkflow[]> {
  const workflows = await engine.listWorkflows(call);
  return workflows.filter((workflow) => workflow.key.startsWith(keyPrefix(campaignId)));
}

/** Deletes the campaign's workflows, found by their key: also those of a run that never recorded them. */
export async function removeWorkflows(engine: WorkflowEngine, target: Target): Promise<void> {
  for (const { workflowId } of await listCampaignWorkflows(engine, target)) {
    await engine.deleteWorkflow({ workspaceId: target.workspaceId, signal: target.signal, workflowId });
  }
}
