import type { UserCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { selectWorkspacesOf, type MyWorkspace } from "./store";

/** The workspaces this person is a member of, oldest first, at most 200. */
export async function listWorkspaces(ctx: UserCtx): Promise<MyWorkspace[]> {
  return withServiceTransaction(ctx, (tx) => selectWorkspacesOf(tx, ctx.user.userId));
}
