import { requireAdmin } from "@/lib/foundation/access/require-admin";
import { Sending } from "@/lib/operations/ignition/schemas";
import type { AdminCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { selectSendingRoutes } from "./store-workspaces";

export type ListedSendingRoute = Sending & { workspace_id: string; workspace_name: string };

/** The launched workspaces on a machine, by name, and by which way the emails of each leave; at most 200. */
export async function listSendingRoutes(
  ctx: AdminCtx,
  machine: { id: string; name: string },
): Promise<ListedSendingRoute[]> {
  requireAdmin(ctx);
  const rows = await withServiceTransaction(ctx, (tx) => selectSendingRoutes(tx, machine, 200));
  return rows.map(({ workspace_id, workspace_name, ...sending }) => ({
    workspace_id,
    workspace_name,
    ...Sending.parse(sending),
  }));
}
