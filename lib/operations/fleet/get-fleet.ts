import { requireAdmin } from "@/lib/foundation/access/require-admin";
import type { AdminCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import type { Fleet } from "./schemas";
import { selectAlerts } from "./store-alerts";
import { findEvaluation } from "./store-evaluation";
import { selectInstances, selectLife } from "./store-instances";

const LIFE = 30;
const MAX_MACHINES = 2_000;
const MAX_ALERTS = 100;

/** Every machine with its latest words and the last thirty lines of its life, and the alerts, open ones first. */
export async function getFleet(ctx: AdminCtx): Promise<Fleet> {
  requireAdmin(ctx);
  return withServiceTransaction(ctx, async (tx) => {
    const instances: Fleet["instances"] = [];
    for (const instance of await selectInstances(tx, { limit: MAX_MACHINES })) {
      instances.push({ ...instance, life: await selectLife(tx, instance.id, LIFE) });
    }
    const alerts = await selectAlerts(tx, MAX_ALERTS);
    const warning = alerts.find(({ kind, closed_at }) => kind === "many_silent" && closed_at === null)?.words ?? null;
    const evaluation = await findEvaluation(tx);
    return { instances, alerts, warning, last_evaluated_at: evaluation?.last_evaluated_at ?? null };
  });
}
