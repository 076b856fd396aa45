import { requirePermission } from "@/lib/foundation/access/require-permission";
import { recheckOpenFreeze } from "@/lib/operations/governance/recheck-open-freeze";
import { findEngine } from "@/lib/operations/ignition/find-engine";
import { RefreshCredentials } from "@/lib/operations/ignition/jobs";
import { SyncCampaign } from "@/lib/outreach/campaigns/jobs";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { enqueue, enqueueAt } from "@/lib/platform/queue";
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
  const mine = new Set<Finding>();
  const republished = new Set(
    due.flatMap(({ finding }) => (finding.healing === "republish" ? finding.campaignId : [])),
  );
  await withTransaction(ctx, async (tx) => {
    for (const { drift, finding } of due) {
      if (!(await updateDrift(tx, drift.id, { tried: true }))) continue;
      mine.add(finding);
      const { workspaceId } = tx;
      const job = jobOf(finding);
      if (job === null || jobs.has(job)) continue;
      jobs.add(job);
      if (isSync(finding) && finding.campaignId !== null) {
        const payload = { workspaceId, campaignId: finding.campaignId };
        const afterMs = republished.has(finding.campaignId) ? AFTER_UNPUBLISHING_MS : 0;
        await enqueueAt(tx, SyncCampaign, { payload, at: new Date(tx.now().getTime() + afterMs) });
      }
      if (finding.healing === "credentials") await enqueue(tx, RefreshCredentials, { workspaceId });
      if (finding.healing === "freeze") await recheckOpenFreeze(tx);
    }
  });
  const strays = [...mine].flatMap(({ healing, workflowId }) =>
    (healing === "unpublish" || healing === "republish") && workflowId !== undefined ? [{ healing, workflowId }] : [],
  );
  for (const { workflowId } of strays) await unpublish(ctx, workflowId);
  await publishAgain(ctx, mine);
  return jobs.size + strays.filter(({ healing }) => healing === "unpublish").length;
}

/** The campaign's job publishes again what is unpublished here; it is stored before, and begins after. */
const AFTER_UNPUBLISHING_MS = 20_000;

const isSync = ({ healing }: Finding): boolean => healing === "sync" || healing === "republish";

const jobOf = (finding: Finding): string | null => {
  const { healing, campaignId } = finding;
  if (healing === null || healing === "unpublish") return null;
  return `${isSync(finding) ? "sync" : healing} ${campaignId ?? ""}`;
};

/** A job that a founder had asked for before may have run since: another one publishes what was unpublished after it. */
async function publishAgain(ctx: JobCtx, healed: ReadonlySet<Finding>): Promise<void> {
  const { workspaceId } = ctx;
  const campaignIds = new Set(
    [...healed].flatMap(({ healing, campaignId }) =>
      healing === "republish" && campaignId !== null ? [campaignId] : [],
    ),
  );
  if (campaignIds.size === 0) return;
  await withTransaction(ctx, async (tx) => {
    for (const campaignId of campaignIds) await enqueue(tx, SyncCampaign, { workspaceId, campaignId });
  });
}

/** One that n8n does not unpublish now is seen again by the next check. */
async function unpublish(ctx: JobCtx, workflowId: string): Promise<void> {
  const engine = await findEngine(ctx);
  const call = { workspaceId: ctx.workspaceId, signal: ctx.signal };
  await engine?.unpublishWorkflow({ ...call, workflowId }).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error;
  });
}
