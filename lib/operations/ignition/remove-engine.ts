import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { releaseMachine } from "@/lib/operations/machines/release-machine";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { EngineRemoved } from "./events";
import { findEngine } from "./find-engine";
import { endIgnition } from "./store";

/**
 * Takes the workspace's engine away for good: every workflow and credential that n8n lists, also of those that our rows do not hold, then
 * its instance. The launch counts as cancelled, so that no upgrade looks for it again. Safe to repeat; fine when it never was.
 */
export async function removeEngine(ctx: WorkspaceCtx & { signal: AbortSignal }): Promise<void> {
  requirePermission(ctx, "ignition.launch");
  const { workspaceId, signal } = ctx;
  // A machine of its own takes everything along that its n8n holds.
  const engine = (await releaseMachine(ctx)) ? null : await findEngine(ctx);
  if (engine) {
    const call = { workspaceId, signal };
    const { workflows } = await engine.surveyWorkflows({ ...call, knownIds: [] });
    for (const { workflowId } of workflows) await engine.deleteWorkflow({ ...call, workflowId });
    for (const { key } of await engine.listCredentials(call)) await engine.deleteCredential({ ...call, key });
  }
  await withTransaction(ctx, async (tx) => {
    if (await endIgnition(tx)) await appendEvent(tx, EngineRemoved, {});
  });
}
