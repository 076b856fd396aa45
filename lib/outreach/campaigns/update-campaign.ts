import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { lockSequence } from "@/lib/outreach/sequence/lock-sequence";
import { requireStepDelays } from "@/lib/outreach/sequence/require-step-delays";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { CampaignUpdated } from "./events";
import { SyncCampaign } from "./jobs";
import type { Campaign, CampaignRef, UpdateCampaign } from "./schemas";
import { getCampaignRow, updateCampaignRow } from "./store";

/** Changes what is given and leaves the rest. Limits, window and delays hold from the next claim on. 400 `sequence.delay_too_short`. */
export async function updateCampaign(
  ctx: WorkspaceCtx,
  { campaignId, ...change }: CampaignRef & UpdateCampaign,
): Promise<Campaign> {
  requirePermission(ctx, "campaigns.write");
  if (change.review_mode !== undefined) requirePermission(ctx, "drafts.write");
  const changed = Object.entries(change).flatMap(([field, value]) => (value === undefined ? [] : [field]));
  if (changed.length === 0) {
    throw new AppError(
      "invalid",
      "Nothing to change: send name, daily_limit, send_window, step_delays_days, review_mode or stop_company_on_reply.",
      {
        code: "request.invalid",
      },
    );
  }

  if (change.step_delays_days) await requireStepDelays(ctx, change.step_delays_days, () => "step_delays_days");

  return withTransaction(ctx, async (tx) => {
    if (change.step_delays_days) await lockSequence(tx, campaignId);
    const { status, step_delays_days: delays } = await getCampaignRow(tx, campaignId);
    if (change.step_delays_days && change.step_delays_days.length !== delays.length) throw otherLength(delays.length);
    const campaign = await updateCampaignRow(tx, campaignId, change);
    await appendEvent(tx, CampaignUpdated, { campaignId, name: campaign.name, changed });
    // The name is part of the deployed workflows.
    if (change.name && status === "active")
      await enqueue(tx, SyncCampaign, { workspaceId: tx.workspaceId, campaignId });
    return campaign;
  });
}

const otherLength = (emails: number): AppError =>
  new AppError(
    "invalid",
    `The sequence has ${emails} ${emails === 1 ? "email" : "emails"}: send as many numbers of days.`,
    {
      code: "request.invalid",
      details: { field: "step_delays_days" },
    },
  );
