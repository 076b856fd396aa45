import type { UserCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { ROLE_PERMISSIONS } from "./roles";
import { findMembership } from "./store";

/** The person's context inside a workspace: 403 `workspace.forbidden` unless they are a member, 403 `workspace.frozen` while frozen. */
export async function enterWorkspace(ctx: UserCtx, workspaceId: string): Promise<WorkspaceCtx> {
  const { user, ...system } = ctx;
  const membership = await withServiceTransaction(ctx, (tx) => findMembership(tx, workspaceId, user.userId));
  if (!membership) {
    throw new AppError("forbidden", "You are not a member of this workspace.", { code: "workspace.forbidden" });
  }
  if (membership.frozen) {
    throw new AppError("forbidden", `Workspace is frozen: ${membership.frozenReason ?? "ask an administrator why"}`, {
      code: "workspace.frozen",
    });
  }
  return {
    ...system,
    workspaceId,
    actor: { type: "user", userId: user.userId, permissions: ROLE_PERMISSIONS[membership.role] },
  };
}
