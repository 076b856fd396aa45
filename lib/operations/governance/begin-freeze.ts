import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { freezeAccess } from "@/lib/foundation/workspaces/freeze-access";
import { AppError } from "@/lib/platform/errors";
import { enqueue } from "@/lib/platform/queue";
import type { TxCtx } from "@/lib/platform/transaction";
import { BlockRuns, EnforceFreeze } from "./jobs";
import type { Freeze } from "./schemas";
import { findFreeze, insertFreeze } from "./store";

/**
 * Shuts every door of the workspace, enqueues the jobs that stop its engine and records it in the audit log, in the caller's transaction;
 * null, and nothing happens, when it is frozen already. The caller has checked the permission, and appends the event.
 */
export async function beginFreeze(
  tx: TxCtx,
  { reason, frozenBy }: { reason: string; frozenBy: string },
): Promise<Freeze | null> {
  const shut = await freezeAccess(tx, reason);
  if (!shut) return null;
  const freezeId = await insertFreeze(tx, { reason, frozenBy, ...shut });
  await enqueue(tx, BlockRuns, { workspaceId: tx.workspaceId, freezeId });
  await enqueue(tx, EnforceFreeze, { workspaceId: tx.workspaceId, freezeId });
  const frozen = await findFreeze(tx, freezeId);
  if (!frozen) throw new AppError("internal", "The freeze was not stored.", { code: "freeze.lost" });
  await recordAudit(tx, {
    action: "workspace.frozen",
    target: { type: "workspace", id: tx.workspaceId },
    reason,
    before: { status: "active" },
    after: { status: "frozen", revoked_keys: shut.revokedKeys, revoked_webhook_tokens: shut.revokedTokens },
  });
  return frozen.shown;
}
