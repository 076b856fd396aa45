import { requirePermission } from "@/lib/foundation/access/require-permission";
import { findTimeZone } from "@/lib/company/profile/find-time-zone";
import { getProject } from "@/lib/company/projects/get-project";
import { dayIn } from "@/lib/metering/metrics/days";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { CycleProject } from "./jobs";
import { loseAbandoned } from "./lose-abandoned";
import { modeOf } from "./mode-of";
import type { NightRun } from "./schemas";
import { countDecisions } from "./store-recommendations";
import { countNights, findRun, findRunByKey, findRunning, insertRun } from "./store-runs";
import { findSettings } from "./store-settings";

/**
 * Begins a run of a company's night shift; its job does the rest. 409 `nightshift.running` with the id of one that is under way.
 */
export async function beginRun(ctx: WorkspaceCtx, { projectId }: { projectId: string }): Promise<NightRun> {
  requirePermission(ctx, "nightshift.write");
  // No event: the run writes its own line, once it knows that there is something new.
  return withTransaction(ctx, async (tx) => {
    await getProject(tx, { projectId });
    const run = await begin(tx, { projectId, trigger: "founder", recurringRunId: null });
    await enqueue(tx, CycleProject, { workspaceId: tx.workspaceId, projectId, runId: run.id });
    return run;
  });
}

type Beginning = { projectId: string; trigger: "schedule" | "founder"; recurringRunId: string | null };

/** The run of the local date in the caller's transaction, begun if there is none; 409 `nightshift.running` while another one is under way. */
export async function begin(tx: TxCtx, { projectId, trigger, recurringRunId }: Beginning): Promise<NightRun> {
  const localDate = dayIn(await findTimeZone(tx), tx.now());
  const id = newId();
  const runKey = trigger === "schedule" ? localDate : id;
  const existing = await findRunByKey(tx, { projectId, runKey });
  if (existing) return existing;
  await loseAbandoned(tx, { projectId });
  const { nights, runs } = await countNights(tx, projectId);
  const { decided } = await countDecisions(tx, projectId);
  const mode = modeOf(await findSettings(tx, projectId), { nights, decided });
  const isNew = await insertRun(tx, {
    id,
    projectId,
    runKey,
    night: runs + 1,
    localDate,
    trigger,
    mode,
    recurringRunId,
  });
  const run = isNew ? await findRun(tx, id) : await findRunByKey(tx, { projectId, runKey });
  if (run) return run;
  const running = await findRunning(tx, projectId);
  throw new AppError("conflict", "The night shift of this company is under way. Its report follows in a moment.", {
    code: "nightshift.running",
    details: { run_id: running?.id ?? null },
  });
}
