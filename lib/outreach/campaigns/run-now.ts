import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { findTimeZone } from "@/lib/company/profile/find-time-zone";
import { countUnprepared } from "@/lib/outreach/sequence/count-unprepared";
import { explainStep } from "@/lib/outreach/sequence/explain-step";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { requireFreeWorkflows } from "@/lib/foundation/workspaces/require-free-workflows";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { RunRequested } from "./events";
import { RunCampaignStep } from "./jobs";
import { runWords } from "./run-words";
import type { CampaignRef, RunAnswer, RunNow } from "./schemas";
import { getCampaignRow } from "./store";

/**
 * Runs one step of an active campaign now instead of at its next scheduled time, and answers what that does: how many emails are sent,
 * and for each that waits the reason and the time. The database decides which leads are due.
 */
export async function runNow(ctx: WorkspaceCtx, { campaignId, step }: CampaignRef & RunNow): Promise<RunAnswer> {
  requirePermission(ctx, "campaigns.write");

  return withTransaction(ctx, async (tx) => {
    const campaign = await getCampaignRow(tx, campaignId);
    if (campaign.status !== "active") {
      throw new AppError("impossible", `This campaign is ${campaign.status}. Activate it first.`, {
        code: "campaign.not_active",
      });
    }
    await requireFreeWorkflows(tx);
    await appendEvent(tx, RunRequested, { campaignId, name: campaign.name, step });
    await enqueue(tx, RunCampaignStep, { workspaceId: tx.workspaceId, campaignId, step });
    return step === "preparation" ? preparing(tx, campaignId) : sending(tx, { campaignId, step: Number(step.at(-1)) });
  });
}

async function sending(tx: TxCtx, of: { campaignId: string; step: number }): Promise<RunAnswer> {
  const { due, sendable, reasons, nextDueAt } = await explainStep(tx, of);
  const timeZone = await findTimeZone(tx);
  return {
    accepted: true,
    due,
    sending: sendable,
    reasons,
    next_due_at: nextDueAt,
    message: runWords({ due, sending: sendable, reasons, timeZone, now: tx.now() }),
  };
}

const NONE_TO_PREPARE = "0 leads need drafts: each has them already, or is not to be contacted.";

async function preparing(tx: TxCtx, campaignId: string): Promise<RunAnswer> {
  const leads = await countUnprepared(tx, campaignId);
  const message = leads === 0 ? NONE_TO_PREPARE : `Drafting emails for ${leads} ${leads === 1 ? "lead" : "leads"}.`;
  return { accepted: true, due: leads, sending: leads, reasons: [], next_due_at: null, message };
}
