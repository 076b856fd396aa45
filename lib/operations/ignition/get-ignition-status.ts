import { isDeleted } from "@/lib/outreach/campaigns/is-deleted";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { leftOf, type Leftover } from "./left-of";
import type { IgnitionStatus, StepState } from "./schemas";
import { findIgnition, selectUndoErrors } from "./store";

export type IgnitionView = {
  status: IgnitionStatus | "not_started";
  steps: (StepState & { duration_ms: number | null })[];
  error: { message: string; code: string; step: string | null; advice: string | null } | null;
  rollback_success: boolean | null;
  /** The things that an ended launch could not undo: in plain words, and why as it was said last. */
  left: Leftover[];
  campaign_id: string | null;
  started_at: string | null;
  completed_at: string | null;
};

const NOT_STARTED: IgnitionView = {
  status: "not_started",
  steps: [],
  error: null,
  rollback_success: null,
  left: [],
  campaign_id: null,
  started_at: null,
  completed_at: null,
};

/** Where the launch is: each step with its duration in milliseconds and, if it failed, what to do. */
export async function getIgnitionStatus(ctx: WorkspaceCtx): Promise<IgnitionView> {
  requirePermission(ctx, "ignition.read");
  const { ignition, campaignId, errors } = await withReadTransaction(ctx, async (tx) => {
    const found = await findIgnition(tx);
    const first = found?.resources.campaignId ?? null;
    return {
      ignition: found,
      campaignId: first && (await isDeleted(tx, { campaignId: first })) ? null : first,
      errors: found?.rollbackSuccess === false ? await selectUndoErrors(tx, found.attempt) : [],
    };
  });
  if (!ignition) return NOT_STARTED;

  const { errorMessage, errorCode, errorStep, steps } = ignition;
  const advice = steps.find(({ name }) => name === errorStep)?.advice ?? null;
  return {
    status: ignition.status,
    steps: steps.map((step) => ({ ...step, duration_ms: durationOf(step, ctx.now()) })),
    error:
      errorMessage === null ? null : { message: errorMessage, code: errorCode ?? "internal", step: errorStep, advice },
    rollback_success: ignition.rollbackSuccess,
    left: leftOf(ignition, new Map(errors.map(({ operation, error }) => [operation, error]))),
    campaign_id: campaignId,
    started_at: ignition.startedAt,
    completed_at: ignition.completedAt,
  };
}

function durationOf({ started_at, ended_at }: StepState, now: Date): number | null {
  return started_at === null ? null : (ended_at ? Date.parse(ended_at) : now.getTime()) - Date.parse(started_at);
}
