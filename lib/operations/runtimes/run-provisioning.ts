import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { runSaga } from "@/lib/platform/saga/run-saga";
import { withReadTransaction } from "@/lib/platform/transaction";
import { ProvisioningJournal } from "./journal";
import { PROVISIONING_PLAN } from "./plan";
import { findInstance } from "./store";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };

/**
 * Drives an attempt from where it stands to a dedicated runtime, or undoes it in reverse and leaves the company on the shared one. Done steps
 * are skipped; killed at any point, the next run goes on from the last saved step. An attempt that has ended does nothing.
 */
export async function runProvisioning(ctx: JobCtx, of: { projectId: string; attempt: number }): Promise<void> {
  requirePermission(ctx, "billing.write");
  const { projectId, attempt } = of;
  // Without a row there is no attempt, and no step runs.
  const target = (await withReadTransaction(ctx, (tx) => findInstance(tx, projectId)))?.target ?? "local";
  const saga = { name: "runtime", plan: PROVISIONING_PLAN };
  await runSaga({ saga, ctx: { ...ctx, projectId, attempt, target }, journal: new ProvisioningJournal(ctx, of) });
}
