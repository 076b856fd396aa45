import { templatesVersion } from "@/lib/outreach/workflows/templates-version";
import type { SystemCtx } from "@/lib/platform/ctx";
import { log } from "@/lib/platform/log";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { UpgradeEngine } from "./jobs";
import { selectOutdated } from "./store-upgrades";

/** Enqueues one upgrade for each launched workspace whose n8n holds other workflows than this version's; answers which. */
export async function sweepUpgrades({ requestId, db, now }: SystemCtx): Promise<string[]> {
  const ctx = { requestId, db, now };
  const version = await templatesVersion();
  const outdated = await withServiceTransaction(ctx, (tx) => selectOutdated(tx, version));
  for (const workspaceId of outdated) {
    await withServiceTransaction(ctx, (tx) => enqueue(tx, UpgradeEngine, { workspaceId }));
  }
  if (outdated.length > 0) log().info({ workspaces: outdated.length, version }, "workflows are being upgraded");
  return outdated;
}
