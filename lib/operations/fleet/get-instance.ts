import { requireAdmin } from "@/lib/foundation/access/require-admin";
import type { AdminCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import type { InstanceDetails, InstanceRef } from "./schemas";
import { selectAlertsOf } from "./store-alerts";
import { getInstanceRow, selectLife } from "./store-instances";
import { selectRemedies } from "./store-remedies";

const LINES = 100;

/** One machine with its life, its alerts and its repairs, the newest hundred of each; 404 `instance.not_found`. */
export async function getInstance(ctx: AdminCtx, { instanceId }: InstanceRef): Promise<InstanceDetails> {
  requireAdmin(ctx);
  return withServiceTransaction(ctx, async (tx) => {
    const instance = await getInstanceRow(tx, instanceId);
    return {
      ...instance,
      life: await selectLife(tx, instanceId, LINES),
      alerts: await selectAlertsOf(tx, instanceId, LINES),
      remedies: await selectRemedies(tx, instanceId, LINES),
    };
  });
}
