import { z } from "zod";

export const RuntimeMode = z.enum(["shared", "provisioning", "dedicated"]);
export type RuntimeMode = z.infer<typeof RuntimeMode>;

export const RuntimeStatus = z.enum(["requested", "running", "failed", "active", "unhealthy", "retiring", "retired"]);
export type RuntimeStatus = z.infer<typeof RuntimeStatus>;

const RuntimeTarget = z.enum(["local", "cloud", "cloud_render"]);

export const ProvisioningCause = z.enum(["payment", "admin", "retry"]);
export type ProvisioningCause = z.infer<typeof ProvisioningCause>;

/** The parts of a runtime; each step reads them and adds its own. After a failure, those that could not be taken away. */
export const RuntimeParts = z.object({
  repository: z.string().nullable().default(null),
  commit: z.string().nullable().default(null),
  database: z.string().nullable().default(null),
  service: z.string().nullable().default(null),
  url: z.string().nullable().default(null),
});
export type RuntimeParts = z.infer<typeof RuntimeParts>;

export const ProvisioningStepState = z.object({
  name: z.string(),
  title: z.string(),
  status: z.enum(["pending", "running", "done", "failed", "undoing", "undone", "undo_failed"]),
  started_at: z.string().nullable(),
  ended_at: z.string().nullable(),
  error: z.string().nullable(),
  advice: z.string().nullable().meta({ description: "The next thing to do, when the step failed." }),
});
export type ProvisioningStepState = z.infer<typeof ProvisioningStepState>;

export const ProvisioningJob = z.object({
  id: z.uuid(),
  project_id: z.uuid(),
  attempt: z.number().int(),
  cause: ProvisioningCause,
  requested_by: z.string(),
  status: z.enum(["running", "undoing", "succeeded", "failed"]),
  steps: z.array(ProvisioningStepState),
  made: RuntimeParts,
  error_message: z.string().nullable(),
  error_code: z.string().nullable(),
  error_step: z.string().nullable(),
  started_at: z.string(),
  ended_at: z.string().nullable(),
});
export type ProvisioningJob = z.infer<typeof ProvisioningJob>;

/** A company's row: where its work runs. */
export const RuntimeInstance = z.object({
  project_id: z.uuid(),
  mode: RuntimeMode,
  status: RuntimeStatus,
  epoch: z.number().int(),
  target: RuntimeTarget,
  name: z.string(),
  repository: z.string().nullable(),
  commit_sha: z.string().nullable(),
  database_name: z.string().nullable(),
  service_id: z.string().nullable(),
  url: z.string().nullable(),
  announced_attempt: z.number().int(),
  activated_at: z.string().nullable(),
  probed_at: z.string().nullable(),
  failures: z.number().int(),
  failing_since: z.string().nullable(),
  successes: z.number().int(),
  trouble: z.string().nullable(),
  retire_at: z.string().nullable(),
});
export type RuntimeInstance = z.infer<typeof RuntimeInstance>;

const Resource = z.object({ kind: z.enum(["repository", "database", "application"]), name: z.string() });

export const RuntimeView = z
  .object({
    mode: RuntimeMode.meta({ description: "Where the company's work runs." }),
    status: z.enum(["none", ...RuntimeStatus.options]),
    target: RuntimeTarget.nullable().meta({
      description:
        "`local`: on Greenlight's own machine; `cloud`: at GitHub, Neon and Vercel; `cloud_render`: at GitHub, Neon and Render.",
    }),
    url: z.string().nullable().meta({ description: "Where the company's own application listens." }),
    commit: z.string().nullable().meta({ description: "The version that runs." }),
    activated_at: z.string().nullable(),
    health: z
      .object({ checked_at: z.string(), ok: z.boolean(), trouble: z.string().nullable() })
      .nullable()
      .meta({ description: "The last probe; one is made each minute." }),
    monthly_cost_cents: z.number().int().nullable().meta({
      description: "The monthly cost of the runtime itself; null where its providers bill by use.",
    }),
    resources: z.array(Resource),
    provisioning: z
      .object({
        attempt: z.number().int(),
        status: z.enum(["running", "undoing", "succeeded", "failed"]),
        steps: z.array(ProvisioningStepState.extend({ duration_ms: z.number().nullable() })),
        error: z.object({ message: z.string(), step: z.string().nullable(), advice: z.string().nullable() }).nullable(),
        started_at: z.string(),
        ended_at: z.string().nullable(),
      })
      .nullable()
      .meta({ description: "The latest attempt at giving the company its own runtime." }),
    may_retry: z.boolean(),
  })
  .meta({ id: "Runtime" });
export type RuntimeView = z.infer<typeof RuntimeView>;

export const ActivateRuntime = z.object({
  reason: z.string().trim().min(1, "is required").max(500, "may have at most 500 characters").optional(),
});
export type ActivateRuntime = z.infer<typeof ActivateRuntime>;

export const ListProvisioning = z.object({
  limit: z.coerce
    .number("must be a number")
    .int()
    .min(1)
    .max(200, "may be at most 200")
    .default(50)
    .meta({ description: "How many, at most 200" }),
});
export type ListProvisioning = z.infer<typeof ListProvisioning>;

/** An attempt as administrators see it. */
export const ProvisioningRun = ProvisioningJob.extend({
  workspace_id: z.uuid(),
  workspace_name: z.string(),
  project_name: z.string(),
  mode: RuntimeMode,
}).meta({ id: "ProvisioningRun" });
export type ProvisioningRun = z.infer<typeof ProvisioningRun>;

/** A runtime as administrators see it. */
export const RuntimeOverview = z
  .object({
    workspace_id: z.uuid(),
    workspace_name: z.string(),
    project_id: z.uuid(),
    project_name: z.string(),
    mode: RuntimeMode,
    status: RuntimeStatus,
    url: z.string().nullable(),
    probed_at: z.string().nullable(),
    trouble: z.string().nullable(),
    retire_at: z.string().nullable(),
    resources: z.array(Resource),
    may_clean_up: z.boolean().meta({ description: "Whether a failed attempt may have left something behind." }),
  })
  .meta({ id: "RuntimeOverview" });
export type RuntimeOverview = z.infer<typeof RuntimeOverview>;

/** Work that a company does in the world: a decided proposal in one version, or a run of a recurring task. */
export type Work = { projectId: string; kind: "action" | "run"; subjectId: string; version: number | null };

export type RuntimeOrder = {
  id: string;
  kind: Work["kind"];
  subject_id: string;
  version: number | null;
  epoch: number;
};

export const TakeOrder = z.object({
  id: z.uuid("must be a uuid").meta({ description: "The order that Greenlight handed over." }),
  epoch: z.number().int().meta({ description: "The epoch in which it was handed over." }),
});
export type TakeOrder = z.infer<typeof TakeOrder>;
