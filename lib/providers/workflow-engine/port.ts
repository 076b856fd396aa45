import type { WorkflowDefinition } from "@/lib/contracts/sidecar";

/** The fields of every call. Calls with the same `commandId` do their work once; leave it out for a call that need not survive a retry. */
export type EngineCall = { workspaceId: string; commandId?: string; signal: AbortSignal };

export type EngineHealth = { healthy: boolean; version: string | null; activeWorkflows: number | null };
/** `clockAheadMs`: how far the engine's clock is ahead of ours. `reachesApp`: null when the engine was not told our address. */
export type EngineReadiness = { healthy: boolean; clockAheadMs: number; reachesApp: boolean | null };

/** A credential as the product knows it; the engine's own field names stay inside the provider. */
export type EngineCredential =
  | {
      type: "smtp";
      host: string;
      port: number;
      secure: boolean;
      user: string;
      password: string;
      disableStartTls?: boolean;
    }
  | { type: "imap"; host: string; port: number; secure: boolean; user: string; password: string }
  | { type: "postgres"; host: string; port: number; database: string; user: string; password: string; ssl: boolean }
  | { type: "webhook"; token: string }
  /** Lets `triggerWebhook` start workflows; the provider makes its secret. */
  | { type: "trigger" }
  | { type: "openai_api"; apiKey: string; baseUrl: string }
  | { type: "gmail"; clientId: string; clientSecret: string; oauthTokens?: Record<string, unknown> }
  | { type: "google_sheets"; clientId: string; clientSecret: string; oauthTokens?: Record<string, unknown> }
  | { type: "google_cse"; apiKey: string };

export type StoredCredential = { credentialId: string; key: string; type: string; updatedAt: string };
export type DeployedWorkflow = { workflowId: string; versionId: string; created: boolean; contentHash: string | null };
export type PublishedWorkflow = { workflowId: string; versionId: string; active: boolean };
export type EngineWorkflow = {
  workflowId: string;
  key: string;
  name: string;
  active: boolean;
  versionId: string;
  activeVersionId: string | null;
  updatedAt: string;
  /** Put away: it does not run, and it can be neither changed nor published. */
  archived: boolean;
  /** Changes when its name or what it does changes; null when the engine does not say. */
  contentHash: string | null;
};
/** A workflow that belongs to no workspace: made by hand. */
export type Stranger = { workflowId: string; name: string; active: boolean };
/** The statuses of what is not over. `new`: accepted and not begun. */
export type ExecutionStatus = "new" | "running" | "waiting";
export type EngineExecution = {
  executionId: string;
  workflowId: string;
  status: string;
  /** `trigger`: started by its own schedule. */
  mode: string;
  startedAt: string | null;
  stoppedAt: string | null;
};
/** The ids that our rows hold: the proof of what belongs to a workspace. An owner note in the engine is a claim. */
export type Known = { knownIds: readonly string[] };
export type ObservedWorkspace = {
  workflowIds: string[];
  published: { workflowId: string; name: string }[];
  unfinishedExecutions: number;
  /** The freeze for which the engine refuses every run. */
  blockedBy: string | null;
};
export type ExecutedNode = {
  name: string;
  runs: number;
  items: number;
  durationMs: number;
  error: string | null;
  sample: string | null;
};
export type ReadExecution = { status: string; stoppedAt: string | null; error: string | null; nodes: ExecutedNode[] };
export type WebhookAnswer = { status: number; body: string };

/** The operations that the product needs from the machine that runs a workspace's workflows. Nothing here touches another workspace's things. */
export interface WorkflowEngine {
  checkHealth(call: EngineCall): Promise<EngineHealth>;
  /** Whether the sidecar answers and its n8n is up; asks for nothing of any workspace. */
  checkReady(call: Pick<EngineCall, "signal">): Promise<EngineReadiness>;
  injectCredential(
    call: EngineCall & { key: string; credential: EngineCredential },
  ): Promise<{ credentialId: string; created: boolean }>;
  testCredential(call: EngineCall & { key: string }): Promise<{ ok: boolean; message: string }>;
  deleteCredential(call: EngineCall & { key: string }): Promise<{ deleted: boolean }>;
  listCredentials(call: EngineCall): Promise<StoredCredential[]>;
  deployWorkflow(
    /** `workflowId`: the one that our row names, if any. */
    call: EngineCall & { key: string; name: string; definition: WorkflowDefinition; workflowId?: string | undefined },
  ): Promise<DeployedWorkflow>;
  publishWorkflow(call: EngineCall & { workflowId: string }): Promise<PublishedWorkflow>;
  unpublishWorkflow(call: EngineCall & { workflowId: string }): Promise<PublishedWorkflow>;
  /** Everything that can act as the workspace, also what we did not deploy. `left`: not reached in time, ask again. */
  unpublishAllWorkflows(call: EngineCall & Known): Promise<{ left: number; failed: string[] }>;
  /** Everything that can act as the workspace now, by the engine's own lists. */
  observeWorkspace(call: EngineCall & Known): Promise<ObservedWorkspace>;
  /** The engine itself refuses every run of the workspace from now on. False: this freeze was lifted already. */
  blockRuns(call: EngineCall & Known & { freezeId: string }): Promise<boolean>;
  /** Ends that. False: a later freeze holds. */
  allowRuns(call: EngineCall & { freezeId: string }): Promise<boolean>;
  /** Unpublished and put away, kept by the engine. Fine when it is already. */
  archiveWorkflow(call: EngineCall & { workflowId: string }): Promise<{ archived: boolean }>;
  deleteWorkflow(call: EngineCall & { workflowId: string }): Promise<{ deleted: boolean }>;
  /** Those with the workspace's owner note that the engine's helper knows, and of `knownIds` those that exist. */
  listWorkflows(call: EngineCall & Partial<Known>): Promise<EngineWorkflow[]>;
  /** The same after a look at the whole engine, copies made by hand included, and what belongs to no workspace. Costly: all is read. */
  surveyWorkflows(call: EngineCall & Known): Promise<{ workflows: EngineWorkflow[]; strangers: Stranger[] }>;
  getWorkflow(call: EngineCall & { workflowId: string }): Promise<EngineWorkflow & { definition: WorkflowDefinition }>;
  listExecutions(
    call: EngineCall & { workflowId?: string; status?: ExecutionStatus; limit?: number },
  ): Promise<EngineExecution[]>;
  stopExecutions(call: EngineCall & Known): Promise<{ stopped: number; failed: number }>;
  probeWebhook(call: EngineCall & { path: string }): Promise<{ registered: boolean; status: number }>;
  /** With `runId` the engine reports what its nodes do. */
  triggerWebhook(
    call: EngineCall & { path: string; payload: Record<string, unknown>; runId?: string },
  ): Promise<WebhookAnswer>;
  /** One execution as far as it is; null when the engine does not keep it. A sample may hold secrets. */
  readExecution(call: EngineCall & { workflowId: string; executionId: string }): Promise<ReadExecution | null>;
}
