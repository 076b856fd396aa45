import { requirePermission } from "@/lib/foundation/access/require-permission";
import { PINNED_N8N } from "@/lib/contracts/instance";
import { findMachineVersion } from "@/lib/operations/fleet/find-machine-version";
import { findEngine } from "@/lib/operations/ignition/find-engine";
import { hearsOn } from "@/lib/operations/ignition/listening";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { EngineCall, EngineWorkflow, WorkflowEngine } from "@/lib/providers/workflow-engine/port";
import type { CampaignFacts, EngineFacts, Facts } from "./facts";
import { gatherStarts } from "./gather-starts";
import { findMachine, findStanding, selectCampaignFacts } from "./store-facts";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };

/** Without these no workflow of ours can act. */
const ALWAYS = ["webhook", "trigger", "gateway"];

/** Longer than a look at one workflow; a machine that needs more does not answer. */
const CALL_TIMEOUT_MS = 15_000;

/**
 * Reads our rows and looks at n8n itself, not at what anyone remembers of it. A question that n8n does not answer leaves its fact unknown;
 * it never throws for that. Null when the workspace has no engine.
 */
export async function gatherFacts(ctx: JobCtx, { survey }: { survey: boolean }): Promise<Facts | null> {
  requirePermission(ctx, "campaigns.read");
  const engine = await findEngine(ctx);
  if (!engine) return null;
  const { rows, standing, machine } = await withReadTransaction(ctx, async (tx) => ({
    rows: await selectCampaignFacts(tx),
    standing: await findStanding(tx),
    machine: await findMachine(tx),
  }));
  const now = ctx.now();
  const campaigns = rows.map(({ id, name, status, workflows, last_sent_at }) => {
    return { id, name, status, rows: workflows, hearsOn: hearsOn(last_sent_at, now) };
  });
  const account = rows.some(({ status }) => status === "active");
  const providers = new Set(rows.map(({ mail_provider }) => (mail_provider === "gmail" ? "gmail" : "mail")));
  const answers = await ask(engine, { ctx, campaigns, survey, frozen: standing.frozen });
  const { workflows } = answers;
  const isAsked = workflows !== null && !standing.frozen && !standing.held;
  const running = machine === null ? null : await findMachineVersion(ctx, machine);
  return {
    now,
    ...standing,
    campaigns,
    wantedCredentials: account ? [...ALWAYS, ...providers] : [],
    engine: answers,
    starts: isAsked
      ? await gatherStarts(engine, {
          campaigns,
          workflows,
          call: () => callOf(ctx),
          orUnknown: (question) => orUnknown(ctx, question),
        })
      : null,
    version: running === null ? null : { running, pinned: PINNED_N8N },
  };
}

const callOf = ({ workspaceId, signal }: JobCtx): EngineCall => ({
  workspaceId,
  signal: AbortSignal.any([signal, AbortSignal.timeout(CALL_TIMEOUT_MS)]),
});

type Asked = { ctx: JobCtx; campaigns: readonly CampaignFacts[]; survey: boolean; frozen: boolean };

async function ask(engine: WorkflowEngine, { ctx, campaigns, survey, frozen }: Asked): Promise<EngineFacts> {
  const call = (): EngineCall => callOf(ctx);
  const knownIds = campaigns.flatMap(({ rows }) => rows.flatMap(({ workflow_id }) => workflow_id ?? []));
  const listed = await orUnknown(ctx, async () =>
    survey
      ? await engine.surveyWorkflows({ ...call(), knownIds })
      : { workflows: await engine.listWorkflows({ ...call(), knownIds }), strangers: null },
  );
  if (listed === null)
    return { workflows: null, strangers: null, credentialKeys: null, probes: new Map(), running: null };
  const credentials = await orUnknown(ctx, () => engine.listCredentials(call()));
  const seen = frozen ? await orUnknown(ctx, () => engine.observeWorkspace({ ...call(), knownIds })) : null;
  return {
    workflows: listed.workflows,
    strangers: listed.strangers,
    credentialKeys: credentials?.map(({ key }) => key) ?? null,
    probes: frozen ? new Map() : await probe(engine, { ctx, campaigns, call, workflows: listed.workflows }),
    running: seen?.unfinishedExecutions ?? null,
  };
}

type Probed = Pick<Asked, "ctx" | "campaigns"> & { call: () => EngineCall; workflows: readonly EngineWorkflow[] };

/** Only a probe is proof: n8n calls a workflow active whose webhook it does not know. */
async function probe(
  engine: WorkflowEngine,
  { ctx, campaigns, call, workflows }: Probed,
): Promise<Map<string, boolean>> {
  const active = new Set(workflows.flatMap(({ workflowId, active: isActive }) => (isActive ? [workflowId] : [])));
  const probes = new Map<string, boolean>();
  for (const { workflow_id, webhook_path } of campaigns.flatMap(({ rows }) => rows)) {
    if (workflow_id === null || webhook_path === undefined || !active.has(workflow_id)) continue;
    const answered = await orUnknown(ctx, () => engine.probeWebhook({ ...call(), path: webhook_path }));
    if (answered !== null) probes.set(workflow_id, answered.registered);
  }
  return probes;
}

/** Null when the engine, and not we, could not answer. */
async function orUnknown<T>({ signal }: JobCtx, question: () => Promise<T>): Promise<T | null> {
  try {
    return await question();
  } catch (error) {
    const isTimeout = error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError");
    if (signal.aborted || !(error instanceof AppError || isTimeout)) throw error;
    return null;
  }
}
