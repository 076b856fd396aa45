import type { Permission } from "@/lib/platform/permissions";
import { AppError } from "@/lib/platform/errors";
import { frozenError, type TxCtx } from "@/lib/platform/transaction";
import { requirePermission } from "./require-permission";
import { ROLE_PERMISSIONS } from "./roles";
import { findRole, lockAccess } from "./store";

/**
 * Holds who may enter the workspace until the transaction ends: issuing and revoking keys, tokens and invitations, changes of members and
 * a freeze take turns here, so that none of them misses what another is about to commit. 403 `workspace.frozen` when a freeze came first.
 */
export async function holdAccess(tx: TxCtx): Promise<void> {
  const frozenReason = await lockAccess(tx);
  if (frozenReason !== null && !tx.whileFrozen) throw frozenError(frozenReason);
}

/**
 * The same, for who is about to issue a credential: 403 unless the role that a member has now still allows it. The permissions that the request entered with may have been revoked meanwhile.
 */
export async function holdAccessToIssue(tx: TxCtx, permissions: readonly Permission[]): Promise<void> {
  await holdAccess(tx);
  const { actor } = tx;
  if (actor.type !== "user") return;
  const role = await findRole(tx, actor.userId);
  if (!role) {
    throw new AppError("forbidden", "You are not a member of this workspace any more.", {
      code: "workspace.forbidden",
    });
  }
  const now = { actor: { ...actor, permissions: ROLE_PERMISSIONS[role] } };
  for (const permission of permissions) requirePermission(now, permission);
}
