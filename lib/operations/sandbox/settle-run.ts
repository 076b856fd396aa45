import { requirePermission } from "@/lib/foundation/access/require-permission";
import { findPlacement } from "@/lib/operations/ignition/find-placement";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction, withTransaction } from "@/lib/platform/transaction";
import type { ReadExecution } from "@/lib/providers/workflow-engine/port";
import { endRun } from "./end-run";
import { redactSample, redactWords } from "./redact-sample";
import { LONGEST_RUN_MS } from "./require-room";
import type { NodeResult } from "./schemas";
import { findRun, lockRun, updateRun } from "./store";

const UNDER_WAY = new Set(["new", "running", "waiting"]);
const ENDINGS: Record<string, string | null> = {
  success: null,
  canceled: "It was stopped in n8n.",
  crashed: "n8n went away in the middle of this run and marked it as crashed.",
};

/** Asks the engine about a run: its end, if that was not reported, and what each node gave, without secrets and addresses. */
export async function settleRun(
  ctx: WorkspaceCtx & { signal: AbortSignal },
  { runId }: { runId: string },
): Promise<void> {
  requirePermission(ctx, "campaigns.write");
  const run = await withReadTransaction(ctx, (tx) => findRun(tx, runId));
  if (!run || run.result.nodes) return;
  const { execution_id: executionId, workflowId } = run;
  const { engine } = await findPlacement(ctx);
  const call = { workspaceId: ctx.workspaceId, signal: ctx.signal };
  const read = executionId === null ? null : await engine.readExecution({ ...call, workflowId, executionId });
  const isOver = ctx.now().getTime() - Date.parse(run.created_at) > LONGEST_RUN_MS;
  if (read && UNDER_WAY.has(read.status) && !isOver) return;
  if (!read && executionId === null && !isOver && run.completed_at === null) return;

  // No event: endRun appends it.
  await withTransaction(ctx, async (tx) => {
    const current = await lockRun(tx, runId);
    if (!current) return;
    if (read) await updateRun(tx, runId, { result: { ...current.result, nodes: read.nodes.map(toResult) } });
    await endRun(tx, current, read ? endingOf(read) : "Its end was never reported, and n8n does not know it any more.");
  });
}

function endingOf({ status, error }: ReadExecution): string | null {
  if (UNDER_WAY.has(status)) return "It took longer than ten minutes.";
  return status in ENDINGS ? (ENDINGS[status] ?? null) : (error ?? `n8n says “${status}”.`);
}

const toResult = ({ name, runs, items, durationMs, error, sample }: ReadExecution["nodes"][number]): NodeResult => ({
  name,
  runs,
  items,
  duration_ms: durationMs,
  error: error === null ? null : redactWords(error),
  sample: sample === null ? null : redactSample(sample),
});
