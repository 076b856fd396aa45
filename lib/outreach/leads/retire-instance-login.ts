import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { dropLogin, shutLogin } from "./store-partitions";

/**
 * Takes away the database login that an instance launched by an earlier version has: it is shut, its connections are ended, its role is
 * dropped, and its partition loses the name of the workspace. To be called once the instance's workflows ask over HTTP. False when there
 * is none. Killed at any point, it can be repeated; while a long read holds the partition it fails and can be repeated, the login is shut
 * already.
 */
export async function retireInstanceLogin(ctx: WorkspaceCtx): Promise<boolean> {
  requirePermission(ctx, "ignition.launch");
  const { workspaceId } = ctx;
  // Past RLS: a tenant may not change roles. Two transactions: no connection may begin while the second one ends those that are open.
  const shut = await withServiceTransaction(ctx, (tx) => shutLogin(tx, workspaceId));
  if (shut) await withServiceTransaction(ctx, (tx) => dropLogin(tx, workspaceId));
  return shut;
}
