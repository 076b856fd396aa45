import { randomUUID } from "node:crypto";
import {
  CommandAnswer,
  COMMANDS,
  SidecarHealth,
  type CommandInput,
  type CommandResult,
  type SidecarAction,
} from "@/lib/contracts/sidecar";
import { AppError } from "@/lib/platform/errors";
import { readPin } from "../../http/pinned-url";
import { requestJson } from "../../http/request-json";
import type { EngineCall, WorkflowEngine } from "../port";
import { toAppError, toEngineWorkflow, toN8nCredential, toReadExecution } from "./map";
import { runSecret, runToken } from "./run-token";
import { commandSigner } from "./token";

type Options = { sidecarUrl: string; signingKeyPem: string };
type Send = <A extends SidecarAction>(
  action: A,
  call: EngineCall,
  payload: CommandInput<A>,
) => Promise<CommandResult<A>>;

const VENDOR = "sidecar";

function at(sidecarUrl: string, path: string): { url: string; pin: string | null } {
  const { url, pin } = readPin(sidecarUrl);
  return { url: `${url}${path}`, pin };
}
const TIMEOUT_MS = 30_000;
const TRIGGER_TIMEOUT_MS = 75_000; // longer than the sidecar's own, so that its answer arrives

/** Speaks to the sidecar beside one n8n. Throws `sidecar.unreachable`, `.timeout`, `.bad_answer`, or the code the sidecar answered. */
export function sidecarEngine(options: Options): WorkflowEngine {
  const send = sender(options);
  return {
    async checkHealth(call) {
      const { n8n } = await send("HEALTH_CHECK", call, {});
      return { healthy: n8n.healthy, version: n8n.version, activeWorkflows: n8n.active_workflows };
    },
    async checkReady({ signal }) {
      const asked = Date.now();
      const answer = await requestJson({
        vendor: VENDOR,
        ...at(options.sidecarUrl, "/api/health"),
        init: {},
        schema: SidecarHealth,
        timeoutMs: TIMEOUT_MS,
        signal,
      });
      const clockAheadMs = Date.parse(answer.now) - (asked + Date.now()) / 2;
      return { healthy: answer.n8n.healthy, clockAheadMs, reachesApp: answer.reaches_app };
    },
    async probeWebhook({ path, ...call }) {
      return send("PROBE_WEBHOOK", call, { path });
    },
    async triggerWebhook({ path, payload, runId, ...call }) {
      const headers = { authorization: `Bearer ${await runToken(options.signingKeyPem, call.workspaceId)}` };
      return send("TRIGGER_TEST", call, { path, headers, payload, ...(runId !== undefined && { run_id: runId }) });
    },
    async readExecution({ workflowId, executionId, ...call }) {
      const asked = { workflow_id: workflowId, execution_id: executionId };
      const read = await send("READ_EXECUTION", call, asked).catch((error: unknown) => {
        if (error instanceof AppError && (error.kind === "not_found" || error.code === "n8n.not_found")) return null;
        throw error;
      });
      return read && toReadExecution(read);
    },
    ...credentialCalls(send, options),
    ...workflowCalls(send),
    ...executionCalls(send),
    ...freezeCalls(send),
  };
}

type CredentialCalls = Pick<
  WorkflowEngine,
  "injectCredential" | "testCredential" | "deleteCredential" | "listCredentials"
>;

function credentialCalls(send: Send, { signingKeyPem }: Options): CredentialCalls {
  return {
    async injectCredential({ key, credential, ...call }) {
      const secret = runSecret(signingKeyPem, call.workspaceId);
      const result = await send("INJECT_CREDENTIAL", call, { key, ...toN8nCredential(credential, secret) });
      return { credentialId: result.credential_id, created: result.created };
    },
    testCredential: ({ key, ...call }) => send("TEST_CREDENTIAL", call, { key }),
    deleteCredential: ({ key, ...call }) => send("DELETE_CREDENTIAL", call, { key }),
    async listCredentials(call) {
      const { credentials } = await send("LIST_CREDENTIALS", call, {});
      return credentials.map(({ credential_id, key, type, updated_at }) => ({
        credentialId: credential_id,
        key,
        type,
        updatedAt: updated_at,
      }));
    },
  };
}

type WorkflowCalls = Pick<
  WorkflowEngine,
  | "deployWorkflow"
  | "publishWorkflow"
  | "unpublishWorkflow"
  | "archiveWorkflow"
  | "deleteWorkflow"
  | "listWorkflows"
  | "surveyWorkflows"
  | "getWorkflow"
>;

function workflowCalls(send: Send): WorkflowCalls {
  return {
    async deployWorkflow({ key, name, definition, workflowId, ...call }) {
      const result = await send("DEPLOY_WORKFLOW", call, { key, name, definition, workflow_id: workflowId });
      const { workflow_id, version_id, created, content_hash } = result;
      return { workflowId: workflow_id, versionId: version_id, created, contentHash: content_hash };
    },
    async publishWorkflow({ workflowId, ...call }) {
      const result = await send("ACTIVATE_WORKFLOW", call, { workflow_id: workflowId });
      return { workflowId: result.workflow_id, versionId: result.version_id, active: result.active };
    },
    async unpublishWorkflow({ workflowId, ...call }) {
      const result = await send("DEACTIVATE_WORKFLOW", call, { workflow_id: workflowId });
      return { workflowId: result.workflow_id, versionId: result.version_id, active: result.active };
    },
    archiveWorkflow: ({ workflowId, ...call }) => send("ARCHIVE_WORKFLOW", call, { workflow_id: workflowId }),
    deleteWorkflow: ({ workflowId, ...call }) => send("DELETE_WORKFLOW", call, { workflow_id: workflowId }),
    async listWorkflows({ knownIds = [], ...call }) {
      return (await send("LIST_WORKFLOWS", call, { known_ids: [...knownIds] })).workflows.map(toEngineWorkflow);
    },
    async surveyWorkflows({ knownIds, ...call }) {
      const found = await send("LIST_WORKFLOWS", call, { known_ids: [...knownIds], survey: true });
      return {
        workflows: found.workflows.map(toEngineWorkflow),
        strangers: found.strangers.map(({ workflow_id, name, active }) => ({ workflowId: workflow_id, name, active })),
      };
    },
    async getWorkflow({ workflowId, ...call }) {
      const { definition, ...summary } = await send("GET_WORKFLOW", call, { workflow_id: workflowId });
      return { ...toEngineWorkflow(summary), definition };
    },
  };
}

type FreezeCalls = Pick<
  WorkflowEngine,
  "stopExecutions" | "unpublishAllWorkflows" | "observeWorkspace" | "blockRuns" | "allowRuns"
>;

function freezeCalls(send: Send): FreezeCalls {
  return {
    stopExecutions: ({ knownIds, ...call }) => send("STOP_EXECUTIONS", call, { known_ids: [...knownIds] }),
    async unpublishAllWorkflows({ knownIds, ...call }) {
      const { left, failed } = await send("DEACTIVATE_ALL_WORKFLOWS", call, { known_ids: [...knownIds] });
      return { left, failed: failed.map(({ name, error }) => `${name}: ${error}`) };
    },
    async observeWorkspace({ knownIds, ...call }) {
      const seen = await send("OBSERVE_WORKSPACE", call, { known_ids: [...knownIds] });
      return {
        workflowIds: seen.workflows,
        published: seen.published.map(({ workflow_id, name }) => ({ workflowId: workflow_id, name })),
        unfinishedExecutions: seen.unfinished,
        blockedBy: seen.blocked_by,
      };
    },
    async blockRuns({ freezeId, knownIds, ...call }) {
      return (await send("BLOCK_RUNS", call, { freeze_id: freezeId, known_ids: [...knownIds] })).blocked;
    },
    async allowRuns({ freezeId, ...call }) {
      return (await send("ALLOW_RUNS", call, { freeze_id: freezeId })).allowed;
    },
  };
}

function executionCalls(send: Send): Pick<WorkflowEngine, "listExecutions"> {
  return {
    async listExecutions({ workflowId, status, limit, ...call }) {
      const { executions } = await send("LIST_EXECUTIONS", call, { workflow_id: workflowId, status, limit });
      return executions.map(({ execution_id, workflow_id, status, mode, started_at, stopped_at }) => ({
        executionId: execution_id,
        workflowId: workflow_id,
        status,
        mode,
        startedAt: started_at,
        stoppedAt: stopped_at,
      }));
    },
  };
}

function sender({ sidecarUrl, signingKeyPem }: Options): Send {
  const sign = commandSigner(signingKeyPem);
  return async (action, { workspaceId, commandId, signal }, payload) => {
    const body = JSON.stringify({ action, command_id: commandId ?? randomUUID(), payload });
    const authorization = `Bearer ${await sign({ workspaceId, body })}`;
    const answer = await requestJson({
      vendor: VENDOR,
      ...at(sidecarUrl, "/api/command"),
      init: { method: "POST", headers: { authorization, "content-type": "application/json" }, body },
      schema: CommandAnswer,
      accept: () => true, // the sidecar explains its failures in the body, whatever their status
      timeoutMs: action === "TRIGGER_TEST" ? TRIGGER_TIMEOUT_MS : TIMEOUT_MS,
      signal,
    });
    if (!answer.success) throw toAppError(answer.error);
    const result = COMMANDS[action].result.safeParse(answer.result);
    if (!result.success)
      throw new AppError("upstream", "The sidecar answered something unreadable.", {
        code: "sidecar.bad_answer",
        cause: result.error,
      });
    return result.data as CommandResult<typeof action>;
  };
}
