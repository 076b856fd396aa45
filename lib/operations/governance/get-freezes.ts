import type { AdminCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requireAdmin } from "@/lib/foundation/access/require-admin";
import { actInWorkspace } from "./act-in-workspace";
import type { Freeze, WorkspaceNamed } from "./schemas";
import { selectFreezes } from "./store";

const MAX_FREEZES = 200;

/** Every freeze of a workspace with its proof, newest first, at most 200. */
export async function getFreezes(ctx: AdminCtx, { workspace_id }: WorkspaceNamed): Promise<{ data: Freeze[] }> {
  requireAdmin(ctx);
  return withReadTransaction(actInWorkspace(ctx, workspace_id), async (tx) => ({
    data: await selectFreezes(tx, MAX_FREEZES),
  }));
}
