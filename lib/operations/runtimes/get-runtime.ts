import { getProject } from "@/lib/company/projects/get-project";
import type { ProjectRef } from "@/lib/company/projects/schemas";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { getBilling } from "@/lib/metering/billing/get-billing";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { resourcesOf } from "./parts";
import type { ProvisioningJob, ProvisioningStepState, RuntimeInstance, RuntimeView } from "./schemas";
import { findInstance } from "./store";
import { findLastJob } from "./store-jobs";

/** A machine that is there anyway costs nothing more. */
const MONTHLY_COST_CENTS = { local: 0, cloud: null, cloud_render: null } as const;

/** Where a company's work runs, the parts of its runtime, and its latest attempt step by step. Asks the runtime nothing. */
export async function getRuntime(ctx: WorkspaceCtx, { projectId }: ProjectRef): Promise<RuntimeView> {
  requirePermission(ctx, "projects.read");
  return withReadTransaction(ctx, async (tx) => {
    await getProject(tx, { projectId });
    const instance = await findInstance(tx, projectId);
    const job = await findLastJob(tx, projectId);
    const isPaid = (await getBilling({ ...tx, actor: { type: "job", job: "runtime" } })).is_paid;
    const isIdle = job === null ? isPaid : job.ended_at !== null;
    return {
      ...whereOf(instance),
      resources: instance ? resourcesOf(partsOf(instance, job)) : [],
      provisioning: job && provisioningOf(job, tx.now()),
      may_retry: isIdle && instance?.mode !== "dedicated",
    };
  });
}

type Where = Omit<RuntimeView, "resources" | "provisioning" | "may_retry">;

function whereOf(instance: RuntimeInstance | null): Where {
  const probed = instance?.probed_at ?? null;
  return {
    mode: instance?.mode ?? "shared",
    status: instance?.status ?? "none",
    target: instance?.target ?? null,
    url: instance?.url ?? null,
    commit: instance?.commit_sha ?? null,
    activated_at: instance?.activated_at ?? null,
    health:
      instance === null || probed === null
        ? null
        : { checked_at: probed, ok: instance.failures === 0, trouble: instance.trouble },
    monthly_cost_cents: instance ? MONTHLY_COST_CENTS[instance.target] : 0,
  };
}

/** While an attempt runs, what it has made so far. */
function partsOf(instance: RuntimeInstance, job: ProvisioningJob | null) {
  if (job && job.ended_at === null) return job.made;
  return { repository: instance.repository, database: instance.database_name, service: instance.service_id };
}

function provisioningOf(job: ProvisioningJob, now: Date): RuntimeView["provisioning"] {
  const { attempt, status, steps, started_at, ended_at, error_message: message, error_step: step } = job;
  const advice = steps.find(({ name }) => name === step)?.advice ?? null;
  const error = message === null ? null : { message, step, advice };
  const timed = steps.map((one) => ({ ...one, duration_ms: durationOf(one, now) }));
  return { attempt, status, steps: timed, error, started_at, ended_at };
}

const durationOf = ({ started_at: from, ended_at: to }: ProvisioningStepState, now: Date): number | null =>
  from === null ? null : (to === null ? now.getTime() : Date.parse(to)) - Date.parse(from);
