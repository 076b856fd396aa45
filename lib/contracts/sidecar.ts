import { z, type ZodType } from "zod";
import { ExecutionData } from "./execution-data";

/**
 * The protocol between application and sidecar: `POST {sidecar}/api/command` with a `Command` body answers a `CommandAnswer`,
 * always JSON. Status: 200 done · 400 unreadable command · 401 bad or replayed token · 404 not this workspace's · 409 conflict ·
 * 413 over 2 MiB · 422 refused by the engine · 429 · 502 engine failed · 503 engine not ready. `error.retryable` says whether to repeat.
 */
export const MAX_COMMAND_BYTES = 2 * 1024 * 1024;
export const MAX_WEBHOOK_ANSWER_BYTES = 64 * 1024;
export const TOKEN_ISSUER = "greenlight";
export const TOKEN_LIFETIME_SECONDS = 60;

/** Stable name of a workspace's credential or workflow; the same key always means the same thing in n8n. */
export const ResourceKey = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,79}$/, "1–80 letters, digits or . _ : / -");
const EngineId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "not an id of the engine");

/** A production webhook's path below `/webhook/`: relative, no host, no query, no `..`. */
export const WebhookPath = z
  .string()
  .max(300)
  .regex(
    /^[A-Za-z0-9_-][A-Za-z0-9._~-]*(\/[A-Za-z0-9_-][A-Za-z0-9._~-]*)*$/,
    "a relative path without host, query or ..",
  );

const Values = z.record(z.string(), z.unknown());

/** Only these fields of a node reach n8n; everything else a template or an export may carry is dropped. */
export const WorkflowNode = z.object({
  id: z.string().max(100).optional(),
  name: z.string().min(1).max(200),
  type: z.string().min(1).max(200),
  typeVersion: z.number(),
  position: z.tuple([z.number(), z.number()]),
  parameters: Values.default({}),
  credentials: z.record(z.string(), z.object({ id: z.string().min(1), name: z.string().optional() })).optional(),
  disabled: z.boolean().optional(),
  webhookId: z.string().max(200).optional(),
  notes: z.string().optional(),
  notesInFlow: z.boolean().optional(),
  onError: z.enum(["stopWorkflow", "continueRegularOutput", "continueErrorOutput"]).optional(),
  retryOnFail: z.boolean().optional(),
  maxTries: z.number().optional(),
  waitBetweenTries: z.number().optional(),
  alwaysOutputData: z.boolean().optional(),
  executeOnce: z.boolean().optional(),
});
export const WorkflowSettings = z.object({
  executionOrder: z.enum(["v0", "v1"]).optional(),
  timezone: z.string().optional(),
  saveDataErrorExecution: z.enum(["all", "none"]).optional(),
  saveDataSuccessExecution: z.enum(["all", "none"]).optional(),
  saveManualExecutions: z.boolean().optional(),
  saveExecutionProgress: z.boolean().optional(),
  executionTimeout: z.number().optional(),
});
export const WorkflowDefinition = z.object({
  nodes: z.array(WorkflowNode).min(1).max(200),
  connections: Values,
  settings: WorkflowSettings.default({}),
});
export type WorkflowDefinition = z.infer<typeof WorkflowDefinition>;

export const WorkflowSummary = z.object({
  workflow_id: z.string(),
  key: z.string(),
  name: z.string(),
  active: z.boolean(),
  version_id: z.string(),
  active_version_id: z.string().nullable(),
  updated_at: z.string(),
  /** Put away: n8n keeps it and does not run it. */
  archived: z.boolean().default(false),
  /** Of name, nodes, connections and settings as n8n stores them; null from a sidecar of an earlier version. */
  content_hash: z.string().nullable().default(null),
});
export type WorkflowSummary = z.infer<typeof WorkflowSummary>;

const Nothing = z.object({});
const Name = z.string().min(1).max(128);
/** The ids that Greenlight keeps: the proof of ownership, also when a note was removed by hand. */
const Known = z.object({ known_ids: z.array(EngineId).max(5000).default([]) });
const WorkflowRef = z.object({ workflow_id: EngineId });
const CredentialRef = z.object({ key: ResourceKey });
const Published = z.object({ workflow_id: z.string(), version_id: z.string(), active: z.boolean() });
const Deployed = z.object({
  workflow_id: z.string(),
  version_id: z.string(),
  created: z.boolean(),
  content_hash: z.string().nullable().default(null),
});
const ExecutionStatus = z.enum(["canceled", "crashed", "error", "new", "running", "success", "unknown", "waiting"]);
const HeaderName = z.string().regex(/^[A-Za-z0-9-]{1,100}$/);
const HeaderValue = z
  .string()
  .max(2000)
  .regex(/^[\t\x20-\x7e]*$/);

export const CommandError = z.object({ code: z.string(), message: z.string(), retryable: z.boolean() });
export type CommandError = z.infer<typeof CommandError>;

/** `read`: repeated freely, always done anew. `write`: done once per `command_id`, safe to resume after a crash. `once`: never repeated, even after a crash. */
type CommandShape = { effect: "read" | "write" | "once"; payload: ZodType; result: ZodType };

export const COMMANDS = {
  HEALTH_CHECK: {
    effect: "read",
    payload: Nothing,
    result: z.object({
      status: z.enum(["ok", "degraded"]),
      n8n: z.object({ healthy: z.boolean(), version: z.string().nullable(), active_workflows: z.number().nullable() }),
    }),
  },
  INJECT_CREDENTIAL: {
    effect: "write",
    payload: z.object({ key: ResourceKey, type: z.string().regex(/^[A-Za-z0-9]{1,100}$/), data: Values }),
    result: z.object({ credential_id: z.string(), created: z.boolean() }),
  },
  TEST_CREDENTIAL: {
    effect: "read",
    payload: CredentialRef,
    result: z.object({ ok: z.boolean(), message: z.string() }),
  },
  DELETE_CREDENTIAL: { effect: "write", payload: CredentialRef, result: z.object({ deleted: z.boolean() }) },
  LIST_CREDENTIALS: {
    effect: "read",
    payload: Nothing,
    result: z.object({
      credentials: z.array(
        z.object({ credential_id: z.string(), key: z.string(), type: z.string(), updated_at: z.string() }),
      ),
    }),
  },
  DEPLOY_WORKFLOW: {
    effect: "write",
    /** `workflow_id`: the one that Greenlight's row names, used when no owner note names another. */
    payload: z.object({
      key: ResourceKey,
      name: Name,
      definition: WorkflowDefinition,
      workflow_id: EngineId.optional(),
    }),
    result: Deployed,
  },
  UPDATE_WORKFLOW: {
    effect: "write",
    payload: WorkflowRef.extend({ name: Name, definition: WorkflowDefinition }),
    result: Deployed,
  },
  ACTIVATE_WORKFLOW: { effect: "write", payload: WorkflowRef, result: Published },
  DEACTIVATE_WORKFLOW: { effect: "write", payload: WorkflowRef, result: Published },
  /** Unpublished and put away: n8n keeps it and does not run it. Fine when it is already. */
  ARCHIVE_WORKFLOW: { effect: "write", payload: WorkflowRef, result: z.object({ archived: z.boolean() }) },
  DELETE_WORKFLOW: { effect: "write", payload: WorkflowRef, result: z.object({ deleted: z.boolean() }) },
  /**
   * The workspace's workflows as n8n holds them now, asked for one by one. `survey`: all of n8n is read instead, so that copies made by
   * hand are found too; `strangers` are then the workflows that belong to no workspace.
   */
  LIST_WORKFLOWS: {
    effect: "read",
    payload: Known.extend({ survey: z.boolean().default(false) }),
    result: z.object({
      workflows: z.array(WorkflowSummary),
      strangers: z.array(z.object({ workflow_id: z.string(), name: z.string(), active: z.boolean() })).default([]),
    }),
  },
  GET_WORKFLOW: {
    effect: "read",
    payload: WorkflowRef,
    result: WorkflowSummary.extend({ definition: WorkflowDefinition }),
  },
  /** Everything that can act as the workspace, also what Greenlight did not deploy; `left`: not reached in time, ask again. */
  DEACTIVATE_ALL_WORKFLOWS: {
    effect: "write",
    payload: Known,
    result: z.object({
      workflow_ids: z.array(z.string()),
      failed: z.array(z.object({ workflow_id: z.string(), name: z.string(), error: z.string() })),
      left: z.number(),
    }),
  },
  ACTIVATE_WORKFLOWS: {
    effect: "write",
    payload: z.object({ workflow_ids: z.array(EngineId).min(1).max(200) }),
    result: z.object({
      workflows: z.array(z.object({ workflow_id: z.string(), active: z.boolean(), error: CommandError.nullable() })),
    }),
  },
  /** Those of one workflow, or of everything that can act as the workspace. `failed`: workflows that could not be stopped. */
  STOP_EXECUTIONS: {
    effect: "write",
    payload: Known.extend({ workflow_id: EngineId.optional() }),
    result: z.object({ stopped: z.number(), failed: z.number() }),
  },
  /** Everything that can act as the workspace now, by n8n's own lists: workflows, those that are published, unfinished executions. */
  OBSERVE_WORKSPACE: {
    effect: "read",
    payload: Known,
    result: z.object({
      published: z.array(z.object({ workflow_id: z.string(), name: z.string() })),
      workflows: z.array(z.string()),
      unfinished: z.number(),
      /** The freeze for which n8n's hook refuses every run, by the file that the hook reads. */
      blocked_by: z.string().nullable().default(null),
    }),
  },
  /** n8n refuses every run of the workspace from now on, by its own hook. `blocked: false`: this freeze was lifted already. */
  BLOCK_RUNS: {
    effect: "read",
    payload: Known.extend({ freeze_id: z.uuid() }),
    result: z.object({ blocked: z.boolean() }),
  },
  /** `allowed: false`: a later freeze holds. */
  ALLOW_RUNS: {
    effect: "read",
    payload: z.object({ freeze_id: z.uuid() }),
    result: z.object({ allowed: z.boolean() }),
  },
  LIST_EXECUTIONS: {
    effect: "read",
    payload: z.object({
      workflow_id: EngineId.optional(),
      status: ExecutionStatus.optional(),
      limit: z.number().int().min(1).max(100).default(20),
    }),
    result: z.object({
      executions: z.array(
        z.object({
          execution_id: z.string(),
          workflow_id: z.string(),
          status: z.string(),
          mode: z.string(),
          started_at: z.string().nullable(),
          stopped_at: z.string().nullable(),
        }),
      ),
    }),
  },
  TRIGGER_TEST: {
    effect: "once",
    payload: z.object({
      path: WebhookPath,
      headers: z.record(HeaderName, HeaderValue).default({}),
      payload: Values.default({}),
      /** Of a sandbox run: the sidecar then reports what the engine does in it. */
      run_id: z.uuid().optional(),
    }),
    result: z.object({ status: z.number(), body: z.string() }),
  },
  /** One execution as far as it is, node by node. */
  READ_EXECUTION: {
    effect: "read",
    payload: z.object({ workflow_id: EngineId, execution_id: EngineId }),
    result: ExecutionData,
  },
  PROBE_WEBHOOK: {
    effect: "read",
    payload: z.object({ path: WebhookPath }),
    result: z.object({ registered: z.boolean(), status: z.number() }),
  },
} as const satisfies Record<string, CommandShape>;

export type SidecarAction = keyof typeof COMMANDS;
export type CommandPayload<A extends SidecarAction> = z.infer<(typeof COMMANDS)[A]["payload"]>;
export type CommandInput<A extends SidecarAction> = z.input<(typeof COMMANDS)[A]["payload"]>;
export type CommandResult<A extends SidecarAction> = z.infer<(typeof COMMANDS)[A]["result"]>;

export const SIDECAR_ACTIONS = Object.keys(COMMANDS) as [SidecarAction, ...SidecarAction[]];

/** The envelope; its payload is parsed a second time with the schema of its action. */
export const Command = z.object({
  action: z.enum(SIDECAR_ACTIONS),
  command_id: z.string().regex(/^[A-Za-z0-9._:-]{1,200}$/, "1–200 letters, digits or . _ : -"),
  payload: z.unknown().default({}),
});
export type Command = z.infer<typeof Command>;

export const CommandAnswer = z.discriminatedUnion("success", [
  z.object({ success: z.literal(true), result: z.unknown() }),
  z.object({ success: z.literal(false), error: CommandError }),
]);
export type CommandAnswer = z.infer<typeof CommandAnswer>;

export const SidecarHealth = z.object({
  status: z.enum(["ok", "degraded"]),
  /** The sidecar's clock. */
  now: z.iso.datetime(),
  /** Whether the application answers from where n8n runs; null when the sidecar was not told its address. */
  reaches_app: z.boolean().nullable(),
  n8n: z.object({ healthy: z.boolean(), version: z.string().nullable() }),
});
export type SidecarHealth = z.infer<typeof SidecarHealth>;
