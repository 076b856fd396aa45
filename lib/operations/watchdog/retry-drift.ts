import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { requireFreeWorkflows } from "@/lib/foundation/workspaces/require-free-workflows";
import { SyncCampaign } from "@/lib/outreach/campaigns/jobs";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { enqueue, enqueueAt } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { DriftRetried } from "./events";
import { CheckWorkspace } from "./jobs";
import { CONFIRM_MS } from "./judge-drifts";
import type { Drift, DriftRef } from "./schemas";
import { findDrift, updateDrift } from "./store";

/**
 * Has the campaign of a difference deployed, published and probed anew, also one that was given up or changed by hand: ours replaces what is
 * in n8n. A look a minute later says whether it helped. 404 `drift.not_found` when it is closed, or concerns no campaign.
 */
export async function retryDrift(ctx: WorkspaceCtx, { driftId }: DriftRef): Promise<Drift> {
  requirePermission(ctx, "campaigns.write");

  return withTransaction(ctx, async (tx) => {
    const { workspaceId } = tx;
    const drift = await findDrift(tx, driftId);
    if (!drift?.campaign_id || drift.closed_at !== null) throw notFound();
    await requireFreeWorkflows(tx);
    await updateDrift(tx, driftId, { state: "open", triesAnew: true });
    await updateDrift(tx, driftId, { tried: true });
    const { kind, title, words, campaign_id: campaignId } = drift;
    await appendEvent(tx, DriftRetried, { driftId, kind, title, words });
    await enqueue(tx, SyncCampaign, { workspaceId, campaignId });
    const at = new Date(tx.now().getTime() + CONFIRM_MS);
    await enqueueAt(tx, CheckWorkspace, { payload: { workspaceId, cause: "founder", survey: false }, at });
    return (await findDrift(tx, driftId)) ?? drift;
  });
}

const notFound = (): AppError =>
  new AppError("not_found", "There is no such open difference here: n8n may match by now.", {
    code: "drift.not_found",
  });
