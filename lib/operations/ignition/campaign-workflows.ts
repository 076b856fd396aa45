import PQueue from "p-queue";
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
/** Half of the looks: a publication that only lags has the first half to arrive. */
const REPUBLISH_AFTER = 13;

type Target = { workspaceId: string; campaignId: string; signal: AbortSignal };

const keyPrefix = (campaignId: string): string => `campaign:${campaignId}:`;

/** By template: the ids that the campaign's row names. */
type RowIds = ReadonlyMap<string, string>;
type Deployment = Target & { compiled: readonly CompiledWorkflow[]; rowIds?: RowIds };

/** One workflow after an attempt to write it into the engine: deployed, or refused for a reason that another try would meet again. */
export type Attempt = { template: string; name: string; webhookPath: string } & (
  { deployed: DeployedWorkflow; refused: null } | { deployed: null; refused: AppError }
);

/** n8n creates four at once faster than one after the other; it publishes faster one by one. */
const AT_ONCE = 4;

/**
 * Writes each workflow under its stable key: repeated, it updates and creates nothing new. One that the engine refuses does not keep the
 * others from it. Throws, once the attempts under way have ended, what is worth another try.
 */
export async function deployEach(
  engine: WorkflowEngine,
  { compiled, campaignId, rowIds, ...call }: Deployment,
): Promise<Attempt[]> {
  const queue = new PQueue({ concurrency: AT_ONCE });
  const attempts = compiled.map(({ templateId, name, displayName, webhookPath, definition }) =>
    queue.add(async (): Promise<Attempt> => {
      const of = { template: templateId, name: displayName, webhookPath };
      const write = { key: keyPrefix(campaignId) + templateId, name, workflowId: rowIds?.get(templateId) };
      try {
        const done = await engine.deployWorkflow({ ...call, ...write, definition: toEngineDefinition(definition) });
        const { workflowId, contentHash } = done;
        return { ...of, deployed: { workflowId, webhookPath, name: displayName, contentHash }, refused: null };
      } catch (error) {
        if (!(error instanceof AppError) || error.retryable) throw error;
        return { ...of, deployed: null, refused: error };
      }
    }),
  );
  const ended = await Promise.allSettled(attempts);
  return ended.map((end) => {
    if (end.status === "rejected") throw end.reason;
    return end.value;
  });
}

/** The same for all or none: throws what the engine refused. By template. */
export async function deployCompiled(
  engine: WorkflowEngine,
  deployment: Deployment,
): Promise<Record<string, DeployedWorkflow>> {
  const attempts = await deployEach(engine, deployment);
  return Object.fromEntries(
    attempts.map(({ template, deployed, refused }) => {
      if (refused) throw refused;
      return [template, deployed];
    }),
  );
}

type Deployed = { workspaceId: string; signal: AbortSignal; workflows: Record<string, DeployedWorkflow> };

/**
 * Publishes each workflow and looks at all of them after the last change: n8n says that its newest version is published, and its webhook
 * answers. A workflow that a late answer took back is published again, one whose webhook stays unknown is unpublished first, and all are
 * looked at anew.
 */
export async function publishAndProbe(engine: WorkflowEngine, { workflows, ...call }: Deployed): Promise<void> {
  let unpublished = Object.values(workflows);
  let looks = 0;
  await pRetry(
    async () => {
      for (const { workflowId } of unpublished) await engine.publishWorkflow({ ...call, workflowId });
      unpublished = [];
      const silent = await findSilentWorkflow(engine, { workflows, ...call });
      if (!silent) return;
      looks += 1;
      if (silent.why === "unpublished") unpublished = [silent.workflow];
      if (silent.why === "unanswered" && looks === REPUBLISH_AFTER) {
        // “Active, but 404”: n8n registers the webhook anew when the workflow is published from scratch.
        await engine.unpublishWorkflow({ ...call, workflowId: silent.workflow.workflowId });
        unpublished = [silent.workflow];
      }
      throw new AppError("upstream", `${silent.workflow.name} was published, but ${silent.words}.`, {
        code: SILENT,
        details: { workflowId: silent.workflow.workflowId, why: silent.why },
      });
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

/** As the campaign's row and its page name them, once every webhook answered. */
export const toCampaignWorkflows = (workflows: Record<string, DeployedWorkflow>): Campaign["workflows"] =>
  Object.entries(workflows).map(([template, { workflowId, webhookPath, name, contentHash = null }]) => ({
    template,
    workflow_id: workflowId,
    webhook_path: webhookPath,
    name,
    state: "probed" as const,
    why: null,
    content_hash: contentHash,
  }));

/** The same of a deployment whose last look found a workflow silent; null after any other error. */
export function toSilent(workflows: Record<string, DeployedWorkflow>, error: unknown): Campaign["workflows"] | null {
  if (!(error instanceof AppError) || error.code !== SILENT) return null;
  const workflowId = error.details?.["workflowId"];
  const why = error.details?.["why"];
  return toCampaignWorkflows(workflows).map((row) => {
    const isSilent = row.workflow_id === workflowId;
    const state = isSilent && why === "unpublished" ? ("deployed" as const) : ("published" as const);
    return { ...row, state, why: isSilent ? error.message : null };
  });
}

/** The same of a deployment in which the engine refused some. */
export const toAttempted = (attempts: readonly Attempt[]): Campaign["workflows"] =>
  attempts.map(({ template, name, webhookPath, deployed, refused }) => ({
    template,
    workflow_id: deployed?.workflowId ?? null,
    webhook_path: webhookPath,
    name,
    state: refused ? ("failed" as const) : ("deployed" as const),
    why: refused?.message ?? null,
    content_hash: deployed?.contentHash ?? null,
  }));

const idsIn = (workflows: Campaign["workflows"]): string[] =>
  workflows.flatMap(({ workflow_id }) => (workflow_id === null ? [] : [workflow_id]));

/** By template: the ids that the campaign's row names. */
export const rowIdsOf = (workflows: Campaign["workflows"]): RowIds =>
  new Map(
    workflows.flatMap(({ template, workflow_id }) => (workflow_id === null ? [] : [[template, workflow_id] as const])),
  );

/** The workflows of one campaign as they are in the engine now: by their key, or by the id that the campaign's row names. */
export async function listCampaignWorkflows(
  engine: WorkflowEngine,
  { campaignId, rows, ...call }: Target & { rows: Campaign["workflows"] },
): Promise<(EngineWorkflow & { template: string })[]> {
  const templates = new Map([...rowIdsOf(rows)].map(([template, id]) => [id, template]));
  const workflows = await engine.listWorkflows({ ...call, knownIds: idsIn(rows) });
  return workflows.flatMap((workflow) => {
    const prefix = keyPrefix(campaignId);
    const keyed = workflow.key.startsWith(prefix) ? workflow.key.slice(prefix.length) : null;
    const template = keyed ?? templates.get(workflow.workflowId);
    return template === undefined || workflow.archived ? [] : [{ ...workflow, template }];
  });
}

/** Deletes the campaign's workflows, found in the whole engine by their key: also those of a run that never recorded them. */
export async function removeWorkflows(engine: WorkflowEngine, { campaignId, ...call }: Target): Promise<void> {
  const { workflows } = await engine.surveyWorkflows({ ...call, knownIds: [] });
  for (const { workflowId, key } of workflows) {
    if (key.startsWith(keyPrefix(campaignId))) await engine.deleteWorkflow({ ...call, workflowId });
  }
}
