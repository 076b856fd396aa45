import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { AdminCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import type { TxCtx } from "@/lib/platform/transaction";
import { withAccessChange } from "@/lib/foundation/access/with-access-change";
import { requireAdmin } from "@/lib/foundation/access/require-admin";
import { actInWorkspace, nameOf } from "./act-in-workspace";
import { beginFreeze } from "./begin-freeze";
import { WorkspaceFrozen } from "./events";
import type { Freeze, FreezeWorkspace } from "./schemas";
import { findNewestFreeze } from "./store";

/**
 * Freezes a workspace: from this commit on every door refuses it, in every process, its webhook tokens and keys are revoked, and a job
 * stops its engine and proves it. Two at once: one freeze, the other gets 409 `workspace.already_frozen`, who froze it and why.
 */
export async function freezeWorkspace(ctx: AdminCtx, { workspace_id, reason }: FreezeWorkspace): Promise<Freeze> {
  requireAdmin(ctx);

  // No permission: an administrator needs none of the workspace's own.
  return withAccessChange(actInWorkspace(ctx, workspace_id), async (tx) => {
    const frozen = await beginFreeze(tx, { reason, frozenBy: ctx.user.userId });
    if (!frozen) return refuse(tx);
    await appendEvent(tx, WorkspaceFrozen, { freezeId: frozen.id, reason });
    return frozen;
  });
}

async function refuse(tx: TxCtx): Promise<never> {
  const name = await nameOf(tx);
  const open = await findNewestFreeze(tx);
  const by = open ? ` by ${open.frozen_by} at ${open.frozen_at}: ${open.reason}` : "";
  throw new AppError("conflict", `“${name}” is frozen already${by}`, {
    code: "workspace.already_frozen",
    details: { frozen_by: open?.frozen_by ?? null, frozen_at: open?.frozen_at ?? null, reason: open?.reason ?? null },
  });
}
