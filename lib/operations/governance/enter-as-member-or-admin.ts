import { noteAccess } from "@/lib/foundation/audit/note-access";
import type { UserCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { enterWorkspace } from "@/lib/foundation/access/enter-workspace";
import { ROLE_PERMISSIONS } from "@/lib/foundation/access/roles";
import { isSuperAdmin } from "@/lib/foundation/access/super-admins";

/**
 * Enters as a member, or as a super admin who looks: reading only, in a frozen workspace too, and every entry is recorded before anything
 * is shown. Any other caller gets the answer of `enterWorkspace`.
 */
export async function enterAsMemberOrAdmin(
  ctx: UserCtx,
  workspaceId: string,
  request: Pick<Request, "method" | "url">,
): Promise<WorkspaceCtx> {
  return enterWorkspace(ctx, workspaceId).catch(async (error: unknown) => {
    const mayLook = error instanceof AppError && error.kind === "forbidden" && isSuperAdmin(ctx.user.userId);
    if (!mayLook) throw error;
    const { user, ...inRequest } = ctx;
    const actor = { type: "admin", id: user.userId };
    await noteAccess(ctx, { action: "super_admin.entered", actor, workspaceId, request });
    return {
      ...inRequest,
      workspaceId,
      actor: { type: "admin", userId: user.userId, permissions: ROLE_PERMISSIONS.viewer },
      whileFrozen: true,
    };
  });
}
