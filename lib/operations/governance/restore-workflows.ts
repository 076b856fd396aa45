import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { findEngine } from "@/lib/operations/ignition/find-engine";
import { refreshCredentials } from "@/lib/operations/ignition/refresh-credentials";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { AppError } from "@/lib/platform/errors";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction, withTransaction } from "@/lib/platform/transaction";
import type { WorkflowEngine } from "@/lib/providers/workflow-engine/port";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { WorkflowsRestored } from "./events";
import type { PublishedWorkflow, RestoredWorkflow } from "./schemas";
import { findFreeze, saveRestored, saveRunsAllowed, type FreezeRow } from "./store";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };

/** The engine as a whole is away: worth waiting for. Anything else is one workflow's trouble. */
const AWAY = /^(sidecar\.|n8n\.(not_ready|rate_limited)$)/;

/**
 * Publishes exactly what was published before the freeze, once n8n holds the new token, and keeps what became of each workflow. Does
 * nothing unless it was confirmed, is not done yet, and no other freeze came since.
 */
export async function restoreWorkflows(ctx: JobCtx, { freezeId }: { freezeId: string }): Promise<void> {
  requirePermission(ctx, "campaigns.write");
  const freeze = await withReadTransaction(ctx, (tx) => findFreeze(tx, freezeId));
  if (!freeze || !isDue(freeze)) return;
  if (freeze.isBeingEnforced) {
    throw new AppError("unavailable", "The freeze is still being carried out somewhere; it ends in a moment.", {
      code: "freeze.being_enforced",
    });
  }

  await refreshCredentials(ctx);
  const engine = await findEngine(ctx);
  await engine?.allowRuns({ workspaceId: ctx.workspaceId, signal: ctx.signal, freezeId });
  const result: RestoredWorkflow[] = [];
  for (const workflow of freeze.shown.published_before) result.push(await publish(ctx, engine, workflow));

  await withTransaction(ctx, async (tx) => {
    await saveRunsAllowed(tx, freezeId);
    if (!(await saveRestored(tx, freezeId, result))) return;
    const published = result.filter((workflow) => workflow.published).length;
    await appendEvent(tx, WorkflowsRestored, { freezeId, published, failed: result.length - published });
    await recordAudit(tx, {
      action: "freeze.workflows_restored",
      target: { type: "freeze", id: freezeId },
      after: { workflows: result },
    });
  });
}

const isDue = ({ shown, isNewest }: FreezeRow): boolean =>
  isNewest && shown.unfrozen_at !== null && shown.restore_confirmed_at !== null && shown.restored_at === null;

async function publish(
  { workspaceId, signal }: JobCtx,
  engine: WorkflowEngine | null,
  workflow: PublishedWorkflow,
): Promise<RestoredWorkflow> {
  if (!engine) return { ...workflow, published: false, error: "The workspace has no outreach engine any more." };
  try {
    await engine.publishWorkflow({ workspaceId, signal, workflowId: workflow.workflow_id });
    return { ...workflow, published: true, error: null };
  } catch (error) {
    if (!(error instanceof AppError) || AWAY.test(error.code)) throw error;
    return { ...workflow, published: false, error: error.message };
  }
}
