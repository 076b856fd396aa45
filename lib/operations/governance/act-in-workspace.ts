import type { AdminCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import type { TxCtx } from "@/lib/platform/transaction";
import { getWorkspace } from "@/lib/foundation/workspaces/get-workspace";

/** An admin verb's way into one workspace, frozen or not: no permission of a member comes with it, the verb has checked who asks. */
export function actInWorkspace({ requestId, address, db, now, user }: AdminCtx, workspaceId: string): WorkspaceCtx {
  const actor = { type: "admin", userId: user.userId, permissions: new Set<never>() } as const;
  return { requestId, db, now, workspaceId, actor, whileFrozen: true, ...(address !== undefined && { address }) };
}

/** The workspace's name; 404 `workspace.not_found` when there is none. */
export async function nameOf(tx: TxCtx): Promise<string> {
  return (await getWorkspace({ ...tx, actor: { type: "job", job: "governance" } })).name;
}
