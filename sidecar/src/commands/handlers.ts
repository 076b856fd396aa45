import type { CommandError, CommandPayload, CommandResult, SidecarAction } from "@/lib/contracts/sidecar";
import { CommandFailure } from "../failure";
import type { Follow } from "../events/followed-runs";
import type { Engine } from "../n8n/engine";
import { probeWebhook, triggerWebhook } from "../n8n/webhooks";

export type CommandCtx = { engine: Engine; workspaceId: string; follow: Follow };
type Handler<A extends SidecarAction> = (ctx: CommandCtx, payload: CommandPayload<A>) => Promise<CommandResult<A>>;

/** The handler of each action. A contract without a handler does not compile. */
export const HANDLERS: { [A in SidecarAction]: Handler<A> } = {
  HEALTH_CHECK: healthCheck,
  INJECT_CREDENTIAL: ({ engine, workspaceId }, payload) => engine.credentials.inject(workspaceId, payload),
  TEST_CREDENTIAL: ({ engine, workspaceId }, { key }) => engine.credentials.test(workspaceId, key),
  DELETE_CREDENTIAL: ({ engine, workspaceId }, { key }) => engine.credentials.remove(workspaceId, key),
  LIST_CREDENTIALS: ({ engine, workspaceId }) => engine.credentials.list(workspaceId),
  DEPLOY_WORKFLOW: async ({ engine, workspaceId }, payload) => {
    await engine.credentials.requireOwned(workspaceId, payload.definition);
    return engine.workflows.deploy(workspaceId, payload);
  },
  UPDATE_WORKFLOW: async ({ engine, workspaceId }, payload) => {
    await engine.credentials.requireOwned(workspaceId, payload.definition);
    return engine.workflows.update(workspaceId, payload);
  },
  ACTIVATE_WORKFLOW: ({ engine, workspaceId }, payload) => engine.workflows.publish(workspaceId, payload.workflow_id),
  DEACTIVATE_WORKFLOW: ({ engine, workspaceId }, payload) =>
    engine.workflows.unpublish(workspaceId, payload.workflow_id),
  ARCHIVE_WORKFLOW: ({ engine, workspaceId }, payload) => engine.workflows.archive(workspaceId, payload.workflow_id),
  DELETE_WORKFLOW: ({ engine, workspaceId }, payload) => engine.workflows.remove(workspaceId, payload.workflow_id),
  LIST_WORKFLOWS: ({ engine, workspaceId }, payload) => engine.workflows.list(workspaceId, payload),
  GET_WORKFLOW: ({ engine, workspaceId }, payload) => engine.workflows.read(workspaceId, payload.workflow_id),
  DEACTIVATE_ALL_WORKFLOWS: ({ engine, workspaceId }, payload) => engine.halt.unpublishAll(workspaceId, payload),
  ACTIVATE_WORKFLOWS: activateMany,
  STOP_EXECUTIONS: async ({ engine, workspaceId }, payload) =>
    payload.workflow_id === undefined
      ? engine.halt.stopAll(workspaceId, payload)
      : { stopped: await engine.executions.stop(workspaceId, payload.workflow_id), failed: 0 },
  OBSERVE_WORKSPACE: async ({ engine, workspaceId }, payload) => ({
    ...(await engine.halt.observe(workspaceId, payload)),
    blocked_by: engine.freezeFiles.blockedBy(workspaceId),
  }),
  BLOCK_RUNS: blockRuns,
  ALLOW_RUNS: async ({ engine, workspaceId }, { freeze_id }) => ({
    allowed: engine.freezeFiles.allow(workspaceId, freeze_id),
  }),
  LIST_EXECUTIONS: async ({ engine, workspaceId }, payload) => ({
    executions: await engine.executions.list(workspaceId, payload),
  }),
  READ_EXECUTION: ({ engine, workspaceId }, payload) => engine.executions.read(workspaceId, payload),
  TRIGGER_TEST: async ({ engine, workspaceId, follow }, payload) => {
    if (await engine.workflows.ownsPath(workspaceId, payload.path)) {
      const answer = await triggerWebhook(engine.url, payload);
      const executionId = /\d{1,18}/.exec(answer.body)?.[0];
      if (payload.run_id && executionId && answer.status < 300) follow({ runId: payload.run_id, executionId });
      return answer;
    }
    throw new CommandFailure("webhook.not_found", "No workflow of this workspace listens on that path.", {
      status: 404,
    });
  },
  PROBE_WEBHOOK: ({ engine }, { path }) => probeWebhook(engine.url, path),
};

/** Healthy means ready *and* that the sidecar's key works. n8n tells its version to its editor alone, so it stays null. */
async function healthCheck({ engine, workspaceId }: CommandCtx): Promise<CommandResult<"HEALTH_CHECK">> {
  if (!(await engine.isReady()))
    return { status: "degraded", n8n: { healthy: false, version: null, active_workflows: null } };
  await engine.workflows.proveKey();
  const { workflows } = await engine.workflows.list(workspaceId, { known_ids: [], survey: false });
  const active = workflows.filter((workflow) => workflow.active).length;
  return { status: "ok", n8n: { healthy: true, version: null, active_workflows: active } };
}

/** The file is on disk before n8n is asked anything: the hook refuses runs also while n8n's API does not answer. */
async function blockRuns(
  { engine, workspaceId }: CommandCtx,
  { freeze_id: freezeId, known_ids: workflowIds }: CommandPayload<"BLOCK_RUNS">,
): Promise<CommandResult<"BLOCK_RUNS">> {
  if (!engine.freezeFiles.block(workspaceId, { freezeId, workflowIds, credentialIds: [] })) return { blocked: false };
  const credentialIds = await engine.credentialIdsOf(workspaceId);
  return { blocked: engine.freezeFiles.block(workspaceId, { freezeId, workflowIds, credentialIds }) };
}

/** One workflow that cannot be published does not keep the others from it. */
async function activateMany(
  { engine, workspaceId }: CommandCtx,
  { workflow_ids }: CommandPayload<"ACTIVATE_WORKFLOWS">,
): Promise<CommandResult<"ACTIVATE_WORKFLOWS">> {
  const workflows: CommandResult<"ACTIVATE_WORKFLOWS">["workflows"] = [];
  for (const workflow_id of workflow_ids) {
    const error = await engine.workflows.publish(workspaceId, workflow_id).then(() => null, toError);
    workflows.push({ workflow_id, active: error === null, error });
  }
  return { workflows };
}

function toError(error: unknown): CommandError {
  if (!(error instanceof CommandFailure) || error.code === "n8n.not_ready") throw error;
  return { code: error.code, message: error.message, retryable: error.retryable };
}
