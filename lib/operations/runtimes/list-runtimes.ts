import { requireAdmin } from "@/lib/foundation/access/require-admin";
import type { AdminCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { isLeftover } from "./leftover";
import { resourcesOf } from "./parts";
import type { ListProvisioning, RuntimeOverview } from "./schemas";
import { selectInstances } from "./store";

/** The runtimes of every company with their parts, those that changed last first; without those that were taken away. */
export async function listRuntimes(ctx: AdminCtx, { limit }: ListProvisioning): Promise<{ data: RuntimeOverview[] }> {
  requireAdmin(ctx);
  const rows = await withServiceTransaction(ctx, (tx) => selectInstances(tx, limit));
  const data = rows.map((row) => ({
    workspace_id: row.workspace_id,
    workspace_name: row.workspace_name,
    project_id: row.project_id,
    project_name: row.project_name,
    mode: row.mode,
    status: row.status,
    url: row.url,
    probed_at: row.probed_at,
    trouble: row.trouble,
    retire_at: row.retire_at,
    resources: resourcesOf({ repository: row.repository, database: row.database_name, service: row.service_id }),
    may_clean_up: isLeftover(row),
  }));
  return { data };
}
