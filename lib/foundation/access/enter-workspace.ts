import type { UserCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { frozenError } from "@/lib/platform/transaction";
import { membershipOf } from "./membership-of";
import { ROLE_PERMISSIONS } from "./roles";

/** The person's context inside a workspace: 403 `workspace.forbidden` unless they are a member, 403 `workspace.frozen` while frozen. */
export async function enterWorkspace(ctx: UserCtx, workspaceId: string): Promise<WorkspaceCtx> {
  const { user, ...request } = ctx;
  const membership = await membershipOf(ctx, { workspaceId, userId: user.userId });
  if (!membership) {
    throw new AppError("forbidden", "You are not a member of this workspace.", { code: "workspace.forbidden" });
  }
  if (membership.frozen) throw frozenError(membership.frozenReason ?? "");
  return {
    ...request,
    workspaceId,
    actor: { type: "user", userId: user.userId, permissions: ROLE_PERMISSIONS[membership.role] },
  };
}
