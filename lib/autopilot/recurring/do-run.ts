import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { beginRun, type Begun } from "./begin-run";
import { draftPacket } from "./draft-packet";
import { finishRecurringRun } from "./finish-recurring-run";
import { MOST_ATTEMPTS } from "./limits";
import { proposeAgain } from "./propose-again";
import { runCampaign } from "./run-campaign";
import { PAYLOADS, type Done } from "./schemas";
import { postWebhook } from "./post-webhook";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };

/** Does one run of a recurring task and records how it ended. A failure that may pass is tried again, three times in all. */
export async function doRun(ctx: JobCtx, { runId }: { runId: string }): Promise<void> {
  const begun = await beginRun(ctx, { runId });
  if (!begun) return;
  const result = await resultOf(ctx, begun);
  // No permission: beginRun has asked for it.
  // No event: finishRecurringRun appends it.
  await withTransaction(ctx, (tx) => finishRecurringRun(tx, { runId, result: { cost_cents: 0, ...result } }));
}

async function resultOf(ctx: JobCtx, begun: Begun): Promise<Done & { ok: boolean }> {
  try {
    return { ok: true, ...(await perform(ctx, begun)) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.retryable && begun.run.attempts < MOST_ATTEMPTS) throw error;
    return { ok: false, summary: error.message, links: [] };
  }
}

async function perform(ctx: JobCtx, { run, task }: Begun): Promise<Done> {
  const of = { projectId: task.project_id, key: run.run_key };
  switch (task.job_type) {
    case "phases.generate":
      return draftPacket(ctx, { ...of, ...PAYLOADS["phases.generate"].parse(task.payload) });
    case "campaigns.run":
      return runCampaign(ctx, { ...of, ...PAYLOADS["campaigns.run"].parse(task.payload) });
    case "actions.propose":
      return proposeAgain(ctx, { ...of, ...PAYLOADS["actions.propose"].parse(task.payload) });
    case "webhook.post":
      return postWebhook(ctx, { ...of, task, scheduledFor: run.scheduled_for });
    case "nightshift.cycle_project":
    case "reports.write_report":
      throw new Error(`A run of ${task.job_type} is done by the domain that hears recurring.run_due.`);
  }
}
