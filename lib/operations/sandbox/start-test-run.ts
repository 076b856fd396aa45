import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { requireFreeWorkflows } from "@/lib/foundation/workspaces/require-free-workflows";
import { compileCampaign } from "@/lib/operations/ignition/compile-campaign";
import { findPlacement, type Placement } from "@/lib/operations/ignition/find-placement";
import { getCampaign, type CampaignWithProgress } from "@/lib/outreach/campaigns/get-campaign";
import { requireOwnAddress } from "@/lib/outreach/drafts/require-own-address";
import { toEngineDefinition } from "@/lib/outreach/workflows/engine-definition";
import type { CompiledWorkflow } from "@/lib/outreach/workflows/schemas";
import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { drawWorkflow } from "./draw-workflow";
import { endRun } from "./end-run";
import { SandboxRunStarted } from "./events";
import { requireRoom } from "./require-room";
import { isSameWorkflow } from "./same-workflow";
import type { SandboxWorkflow, StartedTestRun, StartTestRun } from "./schemas";
import { insertRun, lockRun, updateRun } from "./store";

const TRIGGER_MS = 30_000;

/**
 * Runs one of a campaign's real workflows with a test person: its email goes to the caller's own address, and no claim, lead, budget or
 * number is touched, because the run's doors (`/api/sandbox/engine`) know nothing else. 422 `campaign.not_active`; 409
 * `sandbox.workflow_differs` when n8n holds another workflow than ours; 429 `sandbox.too_many`.
 */
export async function startTestRun(ctx: WorkspaceCtx, input: StartTestRun): Promise<StartedTestRun> {
  requirePermission(ctx, "campaigns.write");
  const testEmail = await requireOwnAddress(ctx, input.test_email);
  const campaign = await getCampaign(ctx, { campaignId: input.campaign_id });
  const placement = await findPlacement(ctx);
  const { compiled, workflowId } = await requireOurWorkflow(ctx, { campaign, placement, workflow: input.workflow });

  const runId = await withTransaction(ctx, async (tx) => {
    await requireFreeWorkflows(tx);
    await requireRoom(tx);
    const id = await insertRun(tx, {
      campaignId: campaign.id,
      workflow: input.workflow,
      workflowId,
      drawing: drawWorkflow(compiled),
      instance: placement.instance,
      testEmail,
      testLead: input.test_lead_data,
      requestedBy: actorId(ctx.actor) ?? ctx.actor.type,
    });
    await appendEvent(tx, SandboxRunStarted, { campaignId: campaign.id, runId: id, workflow: compiled.displayName });
    return id;
  });
  const executionId = await trigger(ctx, { placement, path: compiled.webhookPath, runId }).catch((error: unknown) =>
    giveUp(ctx, runId, error),
  );
  // No event: the line that it began is written already.
  await withTransaction(ctx, async (tx) => {
    const run = await lockRun(tx, runId);
    if (run?.execution_id === null) await updateRun(tx, runId, { executionId, startedAt: tx.now().toISOString() });
  });
  const query = `workspace_id=${ctx.workspaceId}`;
  const stream_url = `/api/sandbox/execution-stream/${executionId}?${query}`;
  return { execution_id: executionId, stream_url, test_run_id: runId };
}

type Sought = { campaign: CampaignWithProgress; placement: Placement; workflow: SandboxWorkflow };

/** A workflow that was changed by hand could act for real when it is only tested, so it is compared before it is started. */
async function requireOurWorkflow(
  ctx: WorkspaceCtx,
  { campaign, placement, workflow }: Sought,
): Promise<{ compiled: CompiledWorkflow; workflowId: string }> {
  if (campaign.status !== "active") {
    const sentence = `This campaign is ${campaign.status}. Its workflows can be tested while it is active.`;
    throw new AppError("impossible", sentence, { code: "campaign.not_active" });
  }
  const all = await compileCampaign(ctx, { campaignId: campaign.id, credentialIds: placement.credentialIds });
  const compiled = all.find(({ templateId }) => templateId === workflow);
  const workflowId = campaign.workflows.find(({ template }) => template === workflow)?.workflow_id;
  if (!compiled || !workflowId) throw differs("is not deployed");
  const held = await placement.engine.getWorkflow({
    workspaceId: ctx.workspaceId,
    workflowId,
    signal: AbortSignal.timeout(TRIGGER_MS),
  });
  if (!isSameWorkflow(held.definition, toEngineDefinition(compiled.definition))) throw differs("was changed in n8n");
  return { compiled, workflowId };
}

const differs = (words: string): AppError =>
  new AppError("conflict", `This workflow ${words}. Repair the campaign's workflows, then test it.`, {
    code: "sandbox.workflow_differs",
  });

async function trigger(
  { workspaceId }: WorkspaceCtx,
  { placement, path, runId }: { placement: Placement; path: string; runId: string },
): Promise<string> {
  const { status, body } = await placement.engine.triggerWebhook({
    workspaceId,
    commandId: `sandbox-${runId}`,
    path,
    payload: { sandbox_run: runId },
    runId,
    signal: AbortSignal.timeout(TRIGGER_MS),
  });
  const executionId = /\d{1,18}/.exec(body)?.[0];
  if (status < 300 && executionId) return executionId;
  throw new AppError("upstream", `n8n answered ${status} and did not say which run it began. Repair the workflows.`, {
    code: "workflow.run_refused",
  });
}

/** A run that could not be started has ended; the error goes on to the person who asked. */
async function giveUp(ctx: WorkspaceCtx, runId: string, error: unknown): Promise<never> {
  const words = error instanceof AppError ? error.message : "It could not be started.";
  await withTransaction(ctx, async (tx) => {
    const run = await lockRun(tx, runId);
    if (run) await endRun(tx, run, words);
  });
  throw error;
}
