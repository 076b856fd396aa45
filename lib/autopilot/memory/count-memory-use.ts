import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import type { MemoryUse } from "./schemas";
import { addUses } from "./store-lists";

type Used = { projectId: string; ids: readonly string[]; where: MemoryUse["where"]; id: string };

/** Notes where memories were given to a model: each counts once for one reply, night or packet. */
export async function countMemoryUse(ctx: WorkspaceCtx, { projectId, ids, where, id }: Used): Promise<void> {
  requirePermission(ctx, "memory.read");
  if (ids.length === 0) return;
  // No event: the reply, the night or the packet is the fact.
  await withTransaction(ctx, (tx) => addUses(tx, { projectId, ids, use: { where, id, at: tx.now().toISOString() } }));
}
