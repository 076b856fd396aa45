import { requirePermission } from "@/lib/foundation/access/require-permission";
import { recheckOpenFreeze } from "@/lib/operations/governance/recheck-open-freeze";
import { findEngine } from "@/lib/operations/ignition/find-engine";
import { RefreshCredentials } from "@/lib/operations/ignition/jobs";
import { SyncCampaign } from "@/lib/outreach/campaigns/jobs";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import type { Finding } from "./facts";
import type { Verdict } from "./judge-drifts";
import { updateDrift } from "./store";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };
type Due = Verdict["due"];

/**
 * Begins one repair for each campaign, workflow or credential among these, and answers how many. Campaigns are repaired by the job that
 * founders' own changes use, under its key, so that the two never race. A try is counted before it is made. Nothing is ever deleted.
 */
export async function healDrifts(ctx: JobCtx, due: Due): Promise<number> {
  requirePermission(ctx, "campaigns.write");
  // No event: the proof that a repair helped writes one, or that three did not.
  const jobs = new Set<string>();
  await withTransaction(ctx, async (tx) => {
    for (const { drift, finding } of due) {
      await updateDrift(tx, drift.id, { tried: true });
      const { workspaceId } = tx;
      const job = jobOf(finding);
      if (job === null || jobs.has(job)) continue;
      jobs.add(job);
      if (finding.healing === "sync" && finding.campaignId !== null)
        await enqueue(tx, SyncCampaign, { workspaceId, campaignId: finding.campaignId });
      if (finding.healing === "credentials") await enqueue(tx, RefreshCredentials, { workspaceId });
      if (finding.healing === "freeze") await recheckOpenFreeze(tx);
    }
  });
  const strays = due.flatMap(({ finding: { healing, workflowId } }) =>
    healing === "unpublish" && workflowId !== undefined ? [workflowId] : [],
  );
  for (const workflowId of strays) await unpublish(ctx, workflowId);
  return jobs.size + strays.length;
}

const jobOf = ({ healing, campaignId }: Finding): string | null =>
  healing === null || healing === "unpublish" ? null : `${healing} ${campaignId ?? ""}`;

/** One that n8n does not unpublish now is seen again by the next check. */
async function unpublish(ctx: JobCtx, workflowId: string): Promise<void> {
  const engine = await findEngine(ctx);
  const call = { workspaceId: ctx.workspaceId, signal: ctx.signal };
  await engine?.unpublishWorkflow({ ...call, workflowId }).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error;
  });
}
