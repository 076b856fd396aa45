import type { UserCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { newId } from "@/lib/platform/ids";
import { ROLE_PERMISSIONS } from "@/lib/foundation/access/roles";

/** A context in a workspace that does not exist yet, for the person who is about to own it. */
export function newWorkspaceCtx(ctx: UserCtx): WorkspaceCtx {
  const { user, ...request } = ctx;
  const actor = { type: "user", userId: user.userId, permissions: ROLE_PERMISSIONS.owner } as const;
  return { ...request, workspaceId: newId(), actor };
}
