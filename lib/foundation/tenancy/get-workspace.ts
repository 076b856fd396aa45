import type { UserCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction, withServiceTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "./require-permission";
import type { Workspace } from "./schemas";
import { getWorkspaceRow, selectWorkspacesOf, type MyWorkspace } from "./store";

export async function getWorkspace(ctx: WorkspaceCtx): Promise<Workspace> {
  requirePermission(ctx, "workspace.read");
  return withReadTransaction(ctx, getWorkspaceRow);
}

/** The workspaces this person is a member of, oldest first, at most 200. */
export async function listWorkspaces(ctx: UserCtx): Promise<MyWorkspace[]> {
  return withServiceTransaction(ctx, (tx) => selectWorkspacesOf(tx, ctx.user.userId));
}
