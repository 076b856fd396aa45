import type { SystemCtx } from "@/lib/platform/ctx";
import { env } from "@/lib/platform/env";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { RefreshCampaigns, RefreshCredentials } from "./jobs";
import { moveLocalEngines } from "./store-addresses";

/**
 * After ports or addresses of this machine changed: points every launched workspace at the sidecar of now, and has its credentials and
 * workflows written into n8n anew. Answers how many workspaces. Repeated, it does the same again.
 */
export async function rewriteEngines(ctx: SystemCtx): Promise<number> {
  const { LOCAL_SIDECAR_URL } = env();
  if (LOCAL_SIDECAR_URL === undefined) return 0;
  return withServiceTransaction(ctx, async (tx) => {
    const workspaceIds = await moveLocalEngines(tx, LOCAL_SIDECAR_URL);
    for (const workspaceId of workspaceIds) {
      await enqueue(tx, RefreshCredentials, { workspaceId });
      await enqueue(tx, RefreshCampaigns, { workspaceId });
    }
    return workspaceIds.length;
  });
}
