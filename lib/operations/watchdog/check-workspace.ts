import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { SystemCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { enqueueAt } from "@/lib/platform/queue";
import { withReadTransaction, withServiceTransaction, withTransaction } from "@/lib/platform/transaction";
import { DETECTORS } from "./detectors";
import { gatherFacts } from "./gather-facts";
import { healDrifts } from "./heal-drifts";
import { CheckWorkspace } from "./jobs";
import { CONFIRM_MS, judgeDrifts, type Verdict } from "./judge-drifts";
import { recordVerdict } from "./record-verdict";
import type { RunCause } from "./schemas";
import { countHealings, countSpread, endRun, insertRun, selectOpenDrifts } from "./store";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };
type Check = { cause: RunCause; survey: boolean };

/** Repairs of one workspace within an hour. */
const BUDGET = 7;
/** More than this share of the workspaces, and at least three, drift alike: a fault of n8n or ours, which repairs would only spread. */
const ALIKE = { share: 0.3, least: 3 };

type Outcome = { reached: boolean; found: number; healed: number; closed: number; heldKinds: string[] };

/**
 * Compares a workspace's rows with what its n8n holds, keeps the differences, and repairs those that were seen twice, within a budget. It
 * deletes nothing, and what n8n does not answer stays unknown. Every run is kept; one that failed says why. A workspace without an engine
 * is left alone.
 */
export async function checkWorkspace(ctx: JobCtx, { cause, survey }: Check): Promise<void> {
  requirePermission(ctx, "campaigns.write");
  // No event: drifts that were healed or given up write their own.
  const runId = await withTransaction(ctx, (tx) => insertRun(tx, cause));
  try {
    const outcome = await compare(ctx, survey);
    await withTransaction(ctx, (tx) => endRun(tx, runId, { ...outcome, status: "completed", error: null }));
  } catch (error) {
    const none = { reached: null, found: 0, healed: 0, closed: 0, heldKinds: [] };
    const words = error instanceof Error ? error.message : String(error);
    await withTransaction(ctx, (tx) => endRun(tx, runId, { ...none, status: "failed", error: words }));
    throw error;
  }
}

async function compare(ctx: JobCtx, survey: boolean): Promise<Outcome> {
  const facts = await gatherFacts(ctx, { survey });
  if (facts === null) return { reached: false, found: 0, healed: 0, closed: 0, heldKinds: [] };
  const judged = DETECTORS.map(({ kind, detect }) => ({ kind, answer: detect(facts) }));
  const open = await withReadTransaction(ctx, selectOpenDrifts);
  const verdict = judgeDrifts({ open, judged, now: facts.now });
  await recordVerdict(ctx, verdict);
  const { due, heldKinds } = await withinLimits(ctx, verdict);
  const healed = due.length === 0 ? 0 : await healDrifts(ctx, due);
  if (verdict.fresh.length > 0 || healed > 0) await lookAgain(ctx);
  const found = verdict.fresh.length + verdict.again.length;
  return { reached: facts.engine.workflows !== null, found, healed, closed: verdict.gone.length, heldKinds };
}

/** A freeze has no budget. */
async function withinLimits(ctx: JobCtx, { due }: Verdict): Promise<{ due: Verdict["due"]; heldKinds: string[] }> {
  if (due.length === 0) return { due, heldKinds: [] };
  const freezes = due.filter(({ finding }) => finding.healing === "freeze");
  const others = due.filter(({ finding }) => finding.healing !== "freeze");
  const spent = await withReadTransaction(ctx, countHealings);
  const { requestId, db, now }: SystemCtx = ctx;
  const kinds = [...new Set(others.map(({ finding }) => finding.kind))];
  if (kinds.length === 0 || spent >= BUDGET) return { due: freezes, heldKinds: [] };
  const { launched, drifting } = await withServiceTransaction({ requestId, db, now }, (tx) => countSpread(tx, kinds));
  const heldKinds = kinds.filter((kind) => {
    const alike = drifting.get(kind) ?? 0;
    return alike >= ALIKE.least && alike > launched * ALIKE.share;
  });
  return { due: [...freezes, ...others.filter(({ finding }) => !heldKinds.includes(finding.kind))], heldKinds };
}

/** A little later than a minute, when a second sighting counts and a repair has had its time. */
async function lookAgain(ctx: JobCtx): Promise<void> {
  const { workspaceId } = ctx;
  const at = new Date(ctx.now().getTime() + CONFIRM_MS + 5_000);
  await withTransaction(ctx, (tx) =>
    enqueueAt(tx, CheckWorkspace, { payload: { workspaceId, cause: "recheck", survey: false }, at }),
  );
}
