import { z } from "zod";

export const IgnitionStatus = z.enum([
  "pending",
  "partition_creating",
  "instance_provisioning",
  "handshake_pending",
  "credentials_injecting",
  "workflows_deploying",
  "activating",
  "active",
  "rollback_in_progress",
  "failed",
  "cancelled",
]);
export type IgnitionStatus = z.infer<typeof IgnitionStatus>;

export const StepState = z.object({
  name: z.string(),
  title: z.string(),
  status: z.enum(["pending", "running", "done", "failed", "undoing", "undone", "undo_failed"]),
  started_at: z.string().nullable(),
  ended_at: z.string().nullable(),
  error: z.string().nullable(),
  advice: z.string().nullable(),
});
export type StepState = z.infer<typeof StepState>;

/** A workflow as it was deployed: where it listens is decided once, by the compiler. */
export const DeployedWorkflow = z.object({
  workflowId: z.string(),
  webhookPath: z.string(),
  name: z.string(),
  contentHash: z.string().nullable().optional(),
});
export type DeployedWorkflow = z.infer<typeof DeployedWorkflow>;

/** The results of a launch so far; each step reads them and adds its own. */
export const IgnitionResources = z.object({
  campaignId: z.uuid(),
  projectId: z.uuid().nullable(),
  partitionName: z.string().nullable(),
  instanceId: z.string().nullable(),
  instanceAddress: z.string().nullable(),
  sidecarUrl: z.string().nullable(),
  webhookUrl: z.string().nullable(),
  /** our credential type → the id n8n gave it */
  credentialIds: z.record(z.string(), z.string()),
  /** by template */
  workflows: z.record(z.string(), DeployedWorkflow),
  /** `templatesVersion` of what n8n holds */
  workflowsVersion: z.string().nullable(),
});
export type IgnitionResources = z.infer<typeof IgnitionResources>;

/** The way that emails leave: by the machine's own connection to the mail server, or by the application. */
export const SendingRoute = z.enum(["machine", "gateway"]);
export type SendingRoute = z.infer<typeof SendingRoute>;

/** `choice`: a person's decision; null while the machine's own report decides. */
export const Sending = z.object({ route: SendingRoute, choice: SendingRoute.nullable(), reason: z.string() });
export type Sending = z.infer<typeof Sending>;

/** `choice: null` leaves it to the machine's report. */
export const ChooseSendingRoute = z.object({
  workspace_id: z.uuid("must be a uuid"),
  choice: SendingRoute.nullable(),
});
export type ChooseSendingRoute = z.infer<typeof ChooseSendingRoute>;

export const Ignition = z.object({
  status: IgnitionStatus,
  attempt: z.number().int(),
  cancelRequested: z.boolean(),
  steps: z.array(StepState),
  resources: IgnitionResources,
  sending: Sending,
  errorMessage: z.string().nullable(),
  errorCode: z.string().nullable(),
  errorStep: z.string().nullable(),
  rollbackSuccess: z.boolean().nullable(),
  startedAt: z.string(),
  completedAt: z.string().nullable(),
});
export type Ignition = z.infer<typeof Ignition>;

export const LaunchInput = z.object({ workspace_id: z.uuid(), project_id: z.uuid().optional() });
export type LaunchInput = z.infer<typeof LaunchInput>;
