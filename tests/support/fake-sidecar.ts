import { createPublicKey, generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer, type ServerResponse, type IncomingMessage } from "node:http";
import { jwtVerify } from "jose";
import { Command, type CommandResult, type SidecarAction } from "@/lib/contracts/sidecar";
import { listenOnAnyPort as listen, readJson as readBody, sendJson as send } from "./json-server";

type Credential = { id: string; key: string; type: string; data: unknown };
type Workflow = { id: string; key: string; name: string; active: boolean; definition: unknown } & {
  /** Its owner note was removed by hand: only an id in our rows tells whose it is. */
  noteless?: boolean;
  archived?: boolean;
  edited?: boolean;
  /** Published, and its webhook answers 404 until it is published from scratch. */
  ghost?: boolean;
  /** Made in the editor: it belongs to no workspace. */
  strange?: boolean;
  /** `silent`: published, and its schedule starts nothing. `double`: its schedule starts it twice. */
  schedule?: "silent" | "double";
};
type Execution = { id: string; workflowId: string; status: string };
type Instance = {
  credentials: Map<string, Credential>;
  workflows: Map<string, Workflow>;
  executions: Execution[];
  /** The freeze for which every run is refused. */
  blockedBy: string | null;
  /** The most that one command unpublishes in its time. */
  unpublishesAtMost: number;
  /** How wrong the machine's clock is. */
  clockAheadMs: number;
  lastExecution: number;
  /** The data of executions that are over. */
  kept: Map<string, CommandResult<"READ_EXECUTION">>;
};
export const NO_WORKSPACE = "00000000-0000-4000-8000-000000000000";
export type SidecarCall = { workspaceId: string; action: SidecarAction; commandId: string; payload: never };

/**
 * 500: an empty 500 · html: a page instead of JSON · refuse: an error not worth repeating · trouble: one worth repeating ·
 * hang: takes the command and neither does it nor answers · silent: does it and does not answer · saved: does it and says that it may not
 */
export type Misbehaviour = "500" | "html" | "refuse" | "trouble" | "hang" | Done;
type Done = "silent" | "saved";
type Fault = { workspaceId: string; action: SidecarAction; how: Misbehaviour; times: number; after: number };

export type FakeSidecar = {
  url: string;
  /** The settings with which the application reaches it. */
  environment: { LOCAL_SIDECAR_URL: string; SIDECAR_SIGNING_KEY: string };
  calls: SidecarCall[];
  instance(workspaceId: string): Pick<Instance, "executions" | "blockedBy"> & {
    credentials: Credential[];
    workflows: Workflow[];
  };
  /** A published workflow that a person made in the editor. */
  addByHand(workspaceId: string, name: string): void;
  /** A published copy that a person made in the editor: it carries the owner note of the original. */
  copyByHand(workspaceId: string, key: string): void;
  /** The workflows of a campaign once more, published, as those of another one. */
  repeat(workspaceId: string, campaignId: string, as: string): void;
  /** An n8n that is slow: more than that are left for the next command. */
  unpublishAtMost(workspaceId: string, most: number): void;
  /** Something of the workspace begins to run, as if its hour had come. */
  begin(workspaceId: string, status?: "running" | "waiting" | "new"): void;
  /** The engine has this of an execution from now on. */
  keep(workspaceId: string, executionId: string, read: CommandResult<"READ_EXECUTION">): void;
  /** The definition of a workflow was changed by hand in n8n. */
  edit(workspaceId: string, key: string, definition: unknown): void;
  /** Running executions end. */
  end(workspaceId: string): void;
  /** Deleted by hand in n8n. */
  forget(workspaceId: string, what: { credential: string } | { workflow: string }): void;
  /** Its owner note was deleted by hand in n8n. */
  loseNote(workspaceId: string, key: string): void;
  /** Done by hand in n8n to the workflow of a key. */
  change(workspaceId: string, key: string, change: Partial<Workflow>): void;
  /** Unpublished by hand in n8n. */
  unpublish(workspaceId: string, key: string): void;
  /** From now on an action of one workspace goes wrong: `times` times, once it went right `after` times. */
  misbehave(
    workspaceId: string,
    action: SidecarAction,
    how: Misbehaviour,
    times?: { times?: number; after?: number },
  ): void;
  behave(workspaceId: string): void;
  setClock(workspaceId: string, aheadMs: number): void;
  /** Called whenever a command was taken, before it is answered. */
  onCall(listener: (call: SidecarCall) => unknown): void;
  stop(): Promise<void>;
};

const failure = (code: string, retryable: boolean): object => ({
  success: false,
  error: { code, message: `The fake sidecar says ${code}.`, retryable },
});

/** A sidecar that keeps credentials and workflows in memory: for what a real one cannot be asked to do, like failing on demand. */
export async function startFakeSidecar(): Promise<FakeSidecar> {
  const { privateKey } = generateKeyPairSync("ed25519");
  const publicKey = createPublicKey(privateKey);
  const instances = new Map<string, Instance>();
  const listeners: ((call: SidecarCall) => unknown)[] = [];
  const calls: SidecarCall[] = [];
  let faults: Fault[] = [];

  const instanceOf = (workspaceId: string): Instance => {
    const instance = instances.get(workspaceId) ?? {
      credentials: new Map(),
      workflows: new Map(),
      executions: [],
      blockedBy: null,
      unpublishesAtMost: Number.POSITIVE_INFINITY,
      clockAheadMs: 0,
      lastExecution: 100,
      kept: new Map(),
    };
    instances.set(workspaceId, instance);
    return instance;
  };

  const change = (workspaceId: string, key: string, by: Partial<Workflow>): void => {
    const workflow = instanceOf(workspaceId).workflows.get(key);
    if (workflow) Object.assign(workflow, by);
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const token = request.headers.authorization?.replace("Bearer ", "") ?? "";
    const { payload: claims } = await jwtVerify(token, publicKey, { issuer: "greenlight" });
    const { action, command_id: commandId, payload } = Command.parse(await readBody(request));
    const workspaceId = String(claims.aud);
    const call = { workspaceId, action, commandId, payload: payload as never };
    calls.push(call);
    for (const listener of listeners) await listener(call);
    const how = nextFault(faults, call);
    if (how !== null && !isDone(how)) return goWrong(response, how);
    const done = ACTIONS[action]?.(instanceOf(workspaceId), { ...DEFAULTS, ...(payload as Payload) });
    if (how === "silent") return;
    if (how === "saved") return send(response, 502, failure("n8n.forbidden", false));
    if (done === undefined) return send(response, 404, failure("workflow.not_found", false));
    send(response, 200, { success: true, result: done });
  }

  /** Health is asked for no workspace; its faults are those of HEALTH_CHECK of {@link NO_WORKSPACE}. */
  function answerHealth(response: ServerResponse): void {
    const call = { workspaceId: NO_WORKSPACE, action: "HEALTH_CHECK", commandId: "", payload: {} as never } as const;
    const how = nextFault(faults, call);
    if (how !== null && !isDone(how)) return goWrong(response, how);
    const now = new Date(Date.now() + instanceOf(NO_WORKSPACE).clockAheadMs).toISOString();
    send(response, 200, { status: "ok", now, reaches_app: true, n8n: { healthy: true, version: null } });
  }

  const server = createServer((request, response) => {
    if (request.url === "/api/health") return answerHealth(response);
    answer(request, response).catch((error: unknown) => send(response, 400, failure(String(error), false)));
  });
  const url = await listen(server);
  return {
    url,
    environment: {
      LOCAL_SIDECAR_URL: url,
      SIDECAR_SIGNING_KEY: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    },
    calls,
    instance: (workspaceId) => {
      const { credentials, workflows, executions, blockedBy } = instanceOf(workspaceId);
      return { credentials: [...credentials.values()], workflows: [...workflows.values()], executions, blockedBy };
    },
    repeat: (workspaceId, campaignId, as) => {
      const { workflows } = instanceOf(workspaceId);
      for (const workflow of [...workflows.values()].filter(({ key }) => key.startsWith(`campaign:${campaignId}:`))) {
        const key = workflow.key.replace(campaignId, as);
        workflows.set(key, { ...workflow, id: randomUUID(), key, active: true });
      }
    },
    unpublishAtMost: (workspaceId, most) => void (instanceOf(workspaceId).unpublishesAtMost = most),
    begin: (workspaceId, status = "running") => {
      const [first] = instanceOf(workspaceId).workflows.values();
      instanceOf(workspaceId).executions.push({ id: randomUUID(), workflowId: first?.id ?? "", status });
    },
    keep: (workspaceId, executionId, read) => void instanceOf(workspaceId).kept.set(executionId, read),
    edit: (workspaceId, key, definition) => change(workspaceId, key, { definition }),
    end: (workspaceId) => void instanceOf(workspaceId).executions.splice(0),
    forget: (workspaceId, what) => {
      const { credentials, workflows } = instanceOf(workspaceId);
      if ("credential" in what) credentials.delete(what.credential);
      else workflows.delete(what.workflow);
    },
    unpublish: (workspaceId, key) => change(workspaceId, key, { active: false }),
    loseNote: (workspaceId, key) => change(workspaceId, key, { noteless: true }),
    change,
    addByHand: (workspaceId, name) => {
      const id = randomUUID();
      instanceOf(workspaceId).workflows.set(id, { id, key: id, name, active: true, definition: {}, strange: true });
    },
    copyByHand: (workspaceId, key) => {
      const { workflows } = instanceOf(workspaceId);
      const original = workflows.get(key);
      if (original) workflows.set(`${key} copy`, { ...original, id: randomUUID(), active: true });
    },
    misbehave: (workspaceId, action, how, { times = Number.POSITIVE_INFINITY, after = 0 } = {}) => {
      faults.push({ workspaceId, action, how, times, after });
    },
    behave: (workspaceId) => {
      faults = faults.filter((fault) => fault.workspaceId !== workspaceId);
    },
    setClock: (workspaceId, aheadMs) => void (instanceOf(workspaceId).clockAheadMs = aheadMs),
    onCall: (listener) => void listeners.push(listener),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function nextFault(faults: Fault[], { workspaceId, action }: SidecarCall): Misbehaviour | null {
  const fault = faults.find((one) => one.workspaceId === workspaceId && one.action === action && one.times > 0);
  if (!fault) return null;
  fault.after -= 1;
  if (fault.after >= 0) return null;
  fault.times -= 1;
  return fault.how;
}

const isDone = (how: Misbehaviour): how is Done => how === "silent" || how === "saved";

function goWrong(response: ServerResponse, how: Exclude<Misbehaviour, Done>): void {
  if (how === "500") response.writeHead(500).end();
  if (how === "html") response.writeHead(502, { "content-type": "text/html" }).end("<h1>Bad gateway</h1>");
  if (how === "refuse") send(response, 422, failure("n8n.rejected", false));
  if (how === "trouble") send(response, 503, failure("n8n.not_ready", true));
}

/** The fields of every action's payload; an action reads only its own. */
type Payload = { key: string; name: string; type: string; data: unknown; definition: unknown } & {
  workflow_id: string;
  freeze_id: string;
  execution_id: string;
  path: string;
  status?: string;
  known_ids: string[];
  survey: boolean;
};
const DEFAULTS = { known_ids: [], survey: false };
type Action = (instance: Instance, payload: Payload) => object | undefined;

const byId = ({ workflows }: Instance, id: string): Workflow | undefined =>
  [...workflows.values()].find((workflow) => workflow.id === id);

const setActive =
  (active: boolean): Action =>
  (instance, { workflow_id }) => {
    const workflow = byId(instance, workflow_id);
    if (!workflow || workflow.archived) return undefined;
    if (!active) {
      workflow.ghost = false;
      delete workflow.schedule;
    }
    workflow.active = active;
    return { workflow_id, version_id: "v1", active };
  };

/** A webhook answers when the workflow whose node listens there is published. */
const isRegistered = ({ workflows }: Instance, path: string): boolean =>
  [...workflows.values()].some(
    ({ active, ghost, definition }) => active && !ghost && JSON.stringify(definition).includes(`"${path}"`),
  );

/** The newest starts of a published workflow by its schedule, by the machine's own clock. */
function startsOf(instance: Instance, workflowId: string | undefined): object[] {
  const workflow = workflowId === undefined ? undefined : byId(instance, workflowId);
  if (!workflow?.active || workflow.schedule === "silent") return [];
  const now = Date.now() + instance.clockAheadMs;
  const agoMs = workflow.schedule === "double" ? [20_000, 22_000] : [20_000, 80_000];
  return agoMs.map((ago) => ({
    execution_id: randomUUID(),
    workflow_id: workflow.id,
    status: "success",
    mode: "trigger",
    started_at: new Date(now - ago).toISOString(),
    stopped_at: new Date(now - ago + 500).toISOString(),
  }));
}

const hashOf = ({ name, definition, edited }: Workflow): string => JSON.stringify([name, definition, edited ?? false]);

const summary = (workflow: Workflow) => ({
  workflow_id: workflow.id,
  key: workflow.noteless ? "" : workflow.key,
  name: workflow.name,
  active: workflow.active,
  version_id: workflow.edited ? "v2" : "v1",
  active_version_id: workflow.active ? "v1" : null,
  updated_at: new Date(0).toISOString(),
  archived: workflow.archived ?? false,
  content_hash: hashOf(workflow),
});

const ACTIONS: Partial<Record<SidecarAction, Action>> = {
  HEALTH_CHECK: () => ({ status: "ok", n8n: { healthy: true, version: "2.39.10", active_workflows: 0 } }),
  INJECT_CREDENTIAL: ({ credentials }, { key, type, data }) => {
    const known = credentials.get(key);
    const id = known?.id ?? randomUUID();
    credentials.set(key, { id, key, type, data });
    return { credential_id: id, created: !known };
  },
  LIST_CREDENTIALS: ({ credentials }) => ({
    credentials: [...credentials.values()].map(({ id, key, type }) => ({
      credential_id: id,
      key,
      type,
      updated_at: "2026-01-15T09:30:00.000Z",
    })),
  }),
  DELETE_CREDENTIAL: ({ credentials }, { key }) => ({ deleted: credentials.delete(key) }),
  DEPLOY_WORKFLOW: ({ workflows }, { key, name, definition }) => {
    const stored = workflows.get(key);
    const known = stored?.archived ? undefined : stored;
    if (stored?.archived) workflows.set(`${key} put away`, stored);
    const { id, active, ghost = false } = known ?? { id: randomUUID(), active: false };
    const workflow = { id, key, name, definition, active, ghost };
    workflows.set(key, workflow);
    return { workflow_id: id, version_id: "v1", created: !known, content_hash: hashOf(workflow) };
  },
  ACTIVATE_WORKFLOW: setActive(true),
  DEACTIVATE_WORKFLOW: setActive(false),
  DEACTIVATE_ALL_WORKFLOWS: ({ workflows, unpublishesAtMost }) => {
    const active = [...workflows.values()].filter((workflow) => workflow.active);
    const reached = active.slice(0, unpublishesAtMost);
    for (const workflow of reached) workflow.active = false;
    return { workflow_ids: reached.map(({ id }) => id), failed: [], left: active.length - reached.length };
  },
  STOP_EXECUTIONS: ({ executions }) => ({ stopped: executions.splice(0).length, failed: 0 }),
  OBSERVE_WORKSPACE: ({ executions, workflows, blockedBy }) => ({
    blocked_by: blockedBy,
    published: [...workflows.values()]
      .filter(({ active }) => active)
      .map(({ id, name }) => ({ workflow_id: id, name })),
    workflows: [...workflows.values()].map(({ id }) => id),
    unfinished: executions.filter(({ status }) => ["running", "waiting", "new"].includes(status)).length,
  }),
  BLOCK_RUNS: (instance, { freeze_id }) => {
    instance.blockedBy = freeze_id;
    return { blocked: true };
  },
  ALLOW_RUNS: (instance, { freeze_id }) => {
    if (instance.blockedBy !== null && instance.blockedBy !== freeze_id) return { allowed: false };
    instance.blockedBy = null;
    return { allowed: true };
  },
  LIST_EXECUTIONS: (instance, { status, workflow_id }) => ({
    executions: [
      ...(status ? [] : startsOf(instance, workflow_id)),
      ...instance.executions
        .filter((execution) => !status || execution.status === status)
        .map(({ id, workflowId, status: now }) => ({
          execution_id: id,
          workflow_id: workflowId,
          status: now,
          mode: "trigger",
          started_at: null,
          stopped_at: null,
        })),
    ],
  }),
  ARCHIVE_WORKFLOW: (instance, { workflow_id }) => {
    const workflow = byId(instance, workflow_id);
    return workflow && { archived: Object.assign(workflow, { archived: true, active: false }).archived };
  },
  DELETE_WORKFLOW: (instance, { workflow_id }) => {
    const found = [...instance.workflows].find(([, { id }]) => id === workflow_id);
    return { deleted: found ? instance.workflows.delete(found[0]) : false };
  },
  GET_WORKFLOW: (instance, { workflow_id }) => {
    const workflow = byId(instance, workflow_id);
    return workflow && { ...summary(workflow), definition: workflow.definition };
  },
  // As the real one: a copy made by hand is found by a survey alone, and one without its note by its id.
  LIST_WORKFLOWS: ({ workflows }, { known_ids, survey }) => {
    const isCopy = (place: string): boolean => place.endsWith(" copy");
    const own = [...workflows].filter(
      ([place, { strange, noteless, id }]) =>
        !strange && (!noteless || known_ids.includes(id)) && (survey || !isCopy(place)),
    );
    const strangers = [...workflows.values()].filter(({ strange }) => strange && survey);
    return {
      workflows: own.map(([, workflow]) => summary(workflow)),
      strangers: strangers.map(({ id, name, active }) => ({ workflow_id: id, name, active })),
    };
  },
  PROBE_WEBHOOK: (instance, { path }) =>
    isRegistered(instance, path) ? { registered: true, status: 403 } : { registered: false, status: 404 },
  READ_EXECUTION: ({ kept }, { execution_id }) => kept.get(execution_id),
  TRIGGER_TEST: (instance, { path }) => ({
    status: isRegistered(instance, path) ? 200 : 404,
    body: String((instance.lastExecution += 1)),
  }),
};
