import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { RuntimeProvisioned } from "./events";
import { lockInstance } from "./store";
import { findOpenJob, saveJob } from "./store-jobs";
import { tellProvisioningFailed } from "./tell-provisioning-failed";

const ERROR = "Its steps were neither finished nor undone for two hours.";
const ADVICE = "An administrator can take away what is left. Then try again.";

/**
 * Ends an attempt that no run finishes or undoes: it failed, the company stays on the shared runtime, and its founders are told. An attempt
 * whose company works on its own runtime already succeeded. Safe to repeat; a run that is still under way stops at its next entry.
 */
export async function giveUpProvisioning(
  ctx: WorkspaceCtx,
  { projectId, attempt }: { projectId: string; attempt: number },
): Promise<void> {
  requirePermission(ctx, "billing.write");
  await withTransaction(ctx, async (tx) => {
    const instance = await lockInstance(tx, projectId);
    const job = await findOpenJob(tx, { projectId, attempt });
    if (!instance || !job) return;
    const isThere = instance.mode === "dedicated";
    const { id, steps, made, error_message: message, error_code: code, error_step: step } = job;
    const before = message === null ? null : { message, code: code ?? "internal", step };
    const failure = isThere ? null : (before ?? { message: ERROR, code: "runtime.given_up", step: null });
    const status = isThere ? "succeeded" : "failed";
    await saveJob(tx, { id, status, steps, made, ended_at: tx.now().toISOString(), failure });
    if (failure === null) await appendEvent(tx, RuntimeProvisioned, { attempt }, { projectId });
    else await tellProvisioningFailed(tx, { projectId, attempt, step, error: failure.message, advice: ADVICE, made });
  });
}
