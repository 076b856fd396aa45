import { z } from "zod";
import { Plan } from "@/lib/foundation/workspaces/schemas";
import { ChooseSendingRoute } from "@/lib/operations/ignition/schemas";

const Reason = z
  .string()
  .transform((text) => text.replace(/\s+/g, " ").trim())
  .pipe(z.string().min(1, "is required").max(1000, "may have at most 1000 characters"));

export const WorkspaceNamed = z.object({ workspace_id: z.uuid("must be a uuid") });
export type WorkspaceNamed = z.infer<typeof WorkspaceNamed>;

export const FreezeWorkspace = WorkspaceNamed.extend({ reason: Reason });
export type FreezeWorkspace = z.infer<typeof FreezeWorkspace>;

export const SetPlan = WorkspaceNamed.extend({ plan: Plan, reason: Reason.optional() });
export type SetPlan = z.infer<typeof SetPlan>;

export const DecideSendingRoute = ChooseSendingRoute.extend({ reason: Reason });
export type DecideSendingRoute = z.infer<typeof DecideSendingRoute>;

export const MachineRef = z.object({ machineId: z.uuid("must be a uuid") });
export type MachineRef = z.infer<typeof MachineRef>;

export const GiveUpMachine = z.object({ reason: Reason });
export type GiveUpMachine = z.infer<typeof GiveUpMachine>;

export const OrderCleanUp = WorkspaceNamed.extend({ reason: Reason });
export type OrderCleanUp = z.infer<typeof OrderCleanUp>;

export const UnfreezeWorkspace = FreezeWorkspace.extend({ restore_workflows: z.boolean().default(false) });
export type UnfreezeWorkspace = z.infer<typeof UnfreezeWorkspace>;

const FreezeState = z.enum(["enforcing", "unreachable", "proven"]);

export const PublishedWorkflow = z.object({ workflow_id: z.string(), name: z.string() });
export type PublishedWorkflow = z.infer<typeof PublishedWorkflow>;

/** A mail that was handed to the sender: it went out, or nobody can say that it did not. */
const HandedOver = z.object({
  message_id: z.string().nullable(),
  to_email: z.string(),
  subject: z.string(),
  campaign_id: z.string(),
  step: z.number().int(),
  status: z.string(),
  at: z.string().nullable(),
});

const AcceptedEvent = z.object({
  id: z.string(),
  event_type: z.string(),
  contact_email: z.string(),
  event_ts: z.string(),
  created_at: z.string(),
});

/** The evidence seen when nothing ran any more. */
export const Proof = z.object({
  engine: z.enum(["none", "reached"]),
  running_executions: z.number().int(),
  stopped_executions: z.number().int(),
  published_workflows: z.number().int(),
  /** Workflows in the engine that can act as the workspace and that Greenlight did not deploy: copies made by hand. */
  unknown_workflows: z.number().int().default(0),
  /** Whether n8n's own hook refuses every run for this freeze, read from its file; null without an engine. */
  hook_file: z.boolean().nullable().default(null),
  /** The machine that was told; null without one. */
  instance: z.string().nullable().default(null),
  unpublished: z.array(PublishedWorkflow),
  drained_at: z.string(),
  last_accepted_event: AcceptedEvent.nullable(),
  not_recallable: z.array(HandedOver),
  held_jobs: z.number().int(),
  /** Actions of the company that were approved or wait for an approval: none is carried out while it is frozen. */
  queued_approvals: z.number().int().default(0),
  /** Actions that were being carried out when the freeze came: their outcome is looked up. */
  executing_approvals: z.number().int().default(0),
  /** Sandbox runs that were under way: n8n refuses their nodes as well. */
  sandbox_runs: z.number().int().default(0),
  revoked_keys: z.number().int(),
  revoked_tokens: z.number().int(),
  /** API keys and webhook tokens that still work: counted after the last revocation. */
  open_credentials: z.number().int().default(0),
  checked_at: z.string(),
});
export type Proof = z.infer<typeof Proof>;

const RestoredWorkflow = PublishedWorkflow.extend({ published: z.boolean(), error: z.string().nullable() });
export type RestoredWorkflow = z.infer<typeof RestoredWorkflow>;

export const Freeze = z.object({
  id: z.uuid(),
  workspace_id: z.uuid(),
  workspace_name: z.string(),
  reason: z.string(),
  frozen_by: z.string(),
  frozen_at: z.string(),
  state: FreezeState,
  published_before: z.array(PublishedWorkflow),
  proof: Proof.nullable(),
  proven_at: z.string().nullable(),
  last_checked_at: z.string().nullable(),
  last_error: z.string().nullable(),
  unfrozen_at: z.string().nullable(),
  unfrozen_by: z.string().nullable(),
  unfreeze_reason: z.string().nullable(),
  restore_confirmed_at: z.string().nullable(),
  restored_at: z.string().nullable(),
  restore_result: z.array(RestoredWorkflow).nullable(),
});
export type Freeze = z.infer<typeof Freeze>;

export const ListWorkspaces = z.object({
  query: z.string().trim().max(200, "may have at most 200 characters").optional(),
  status: z.enum(["active", "frozen"], "must be active or frozen").optional(),
  cursor: z.uuid("is not one that this list gave out").optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListWorkspaces = z.infer<typeof ListWorkspaces>;

export const ListedWorkspace = z.object({
  id: z.uuid(),
  name: z.string(),
  slug: z.string(),
  plan: z.string(),
  status: z.enum(["active", "frozen"]),
  frozen_reason: z.string().nullable(),
  frozen_at: z.string().nullable(),
  members: z.number().int(),
  companies: z.number().int(),
  created_at: z.string(),
  freeze_state: FreezeState.nullable(),
});
export type ListedWorkspace = z.infer<typeof ListedWorkspace>;

export type FreezeNotice = {
  project_id: string;
  company_name: string;
  workspace_name: string;
  reason: string;
  frozen_at: string | null;
};
