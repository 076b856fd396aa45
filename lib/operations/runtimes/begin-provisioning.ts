import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { actorId } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import type { TxCtx } from "@/lib/platform/transaction";
import { wantedTarget } from "@/lib/providers/runtime-target";
import { RuntimeRequested } from "./events";
import { ProvisionProject } from "./jobs";
import { runtimeName } from "./names";
import { PROVISIONING_PLAN } from "./plan";
import type { ProvisioningCause, ProvisioningStepState, RuntimeMode } from "./schemas";
import { ensureInstance, lockInstance, updateInstance } from "./store";
import { findLastJob, insertJob } from "./store-jobs";

export type Begun = { started: boolean; mode: RuntimeMode; attempt: number };

const pendingSteps = (): ProvisioningStepState[] =>
  PROVISIONING_PLAN.map(({ name, title }) => ({
    name,
    title,
    status: "pending",
    started_at: null,
    ended_at: null,
    error: null,
    advice: null,
  }));

/**
 * Begins an attempt at a company's own runtime in the caller's transaction, which has checked who may; answers `started: false` while one
 * runs and when the company has one. However many ask at once, one begins.
 */
export async function beginProvisioning(
  tx: TxCtx,
  { projectId, cause }: { projectId: string; cause: ProvisioningCause },
): Promise<Begun> {
  const wanted = wantedTarget();
  await ensureInstance(tx, { projectId, name: runtimeName(projectId), target: wanted });
  const instance = await lockInstance(tx, projectId);
  const last = await findLastJob(tx, projectId);
  const mode = instance?.mode ?? "shared";
  if (mode === "dedicated" || (last && last.ended_at === null))
    return { started: false, mode, attempt: last?.attempt ?? 0 };

  const attempt = (last?.attempt ?? 0) + 1;
  const requestedBy = actorId(tx.actor) ?? tx.actor.type;
  await insertJob(tx, { projectId, attempt, cause, requestedBy, steps: pendingSteps() });
  // Only where nothing is left elsewhere may it be made in another place than before.
  const target = instance?.status === "retired" ? wanted : (instance?.target ?? wanted);
  await updateInstance(tx, projectId, { status: "requested", retire_at: null, target });
  await appendEvent(tx, RuntimeRequested, { attempt, cause }, { projectId });
  await enqueue(tx, ProvisionProject, { workspaceId: tx.workspaceId, projectId, attempt });
  return { started: true, mode, attempt };
}
