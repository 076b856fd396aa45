import pRetry from "p-retry";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import type { EngineWorkflow, WorkflowEngine } from "@/lib/providers/workflow-engine/port";
import { getWorkspace } from "@/lib/foundation/workspaces/get-workspace";
import { compileCampaignWorkflows } from "@/lib/outreach/workflows/compile-campaign-workflows";

import { toEngineDefinition } from "@/lib/outreach/workflows/engine-definition";
import { loadTemplates } from "@/lib/outreach/workflows/load-templates";
import type { CompiledWorkflow } from "@/lib/outreach/workflows/schemas";
import { webhookPath } from "@/lib/outreach/workflows/webhook-path";
import { workflowValues } from "./workflow-values";

/** Publication can lag behind n8n's answer. */
const PROBES = { retries: 25, minTimeout: 200, factor: 1 };

type Target = { workspaceId: string; campaignId: string; signal: AbortSignal };

const keyPrefix = (campaignId: string): string => `campaign:${campaignId}:`;

/** The campaign's seven workflows with its own values, checked; a named error before anything is deployed otherwise. */
export async function compileFor(
  ctx: WorkspaceCtx,
  { campaignId, credentialIds }: { campaignId: string; credentialIds: Record<string, string> },
): Promise<CompiledWorkflow[]> {
  const [workspace, campaign] = await Promise.all([getWorkspace(ctx), getCampaign(ctx, { campaignId })]);
  return compileCampaignWorkflows({
    mailProvider: campaign.mail_provider,
    campaignId,
    workspaceName: workspace.name,
    campaignName: campaign.name,
    values: await workflowValues(ctx, { workspace, campaign }),
    credentials: credentialIds,
  });
}

/** Deploys compiled workflows under stable keys: repeated, it updates and creates nothing new. Template → workflow id. */
export async function deployCompiled(
  engine: WorkflowEngine,
  { compiled, campaignId, ...call }: Target & { compiled: CompiledWorkflow[] },
): Promise<Record<string, string>> {
  const workflowIds: Record<string, string> = {};
  for (const { templateId, name, definition } of compiled) {
    const key = keyPrefix(campaignId) + templateId;
    const { workflowId } = await engine.deployWorkflow({
      ...call,
      key,
      name,
      definition: toEngineDefinition(definition),
    });
    workflowIds[templateId] = workflowId;
  }
  return workflowIds;
}

/** Publishes each workflow and calls its webhook without a token until n8n answers for it: "active" alone is not believed. */
export async function publishAndProbe(
  engine: WorkflowEngine,
  { workflowIds, campaignId, ...call }: Target & { workflowIds: Record<string, string> },
): Promise<void> {
  const templates = await loadTemplates("smtp");
  for (const [template, workflowId] of Object.entries(workflowIds)) {
    await engine.publishWorkflow({ ...call, workflowId });
    const entry = templates.find((known) => known.entry.id === template)?.entry;
    if (!entry)
      throw new AppError("internal", `There is no template ${template}.`, { code: "workflow.unknown_template" });
    await pRetry(
      () => probe(engine, { ...call, path: webhookPath(campaignId, entry.webhook_path), name: entry.display_name }),
      {
        ...PROBES,
        signal: call.signal,
      },
    );
  }
}

type Probe = { workspaceId: string; path: string; name: string; signal: AbortSignal };

async function probe(engine: WorkflowEngine, { name, ...call }: Probe): Promise<void> {
  const { registered, status } = await engine.probeWebhook(call);
  if (registered) return;
  throw new AppError("upstream", `${name} is published, but its webhook answers ${status}.`, {
    code: "workflow.webhook_missing",
  });
}

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
