import { requireAdmin } from "@/lib/foundation/access/require-admin";
import type { AdminCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import type { Fleet } from "./schemas";
import { selectInstances, selectLife } from "./store-instances";

const LIFE = 30;
const MANY = 3;
const MANY_SHARE = 0.2;

/** Every machine with its latest words and the last thirty lines of its life. */
export async function getFleet(ctx: AdminCtx): Promise<Fleet> {
  requireAdmin(ctx);
  return withServiceTransaction(ctx, async (tx) => {
    const instances: Fleet["instances"] = [];
    for (const instance of await selectInstances(tx)) {
      instances.push({ ...instance, life: await selectLife(tx, instance.id, LIFE) });
    }
    return { instances, warning: warningOf(instances) };
  });
}

/** Many at once is more often a fault here than one of many machines. */
function warningOf(instances: Fleet["instances"]): string | null {
  const silent = instances.filter(({ state }) => state === "silent").length;
  if (silent < MANY || silent / instances.length <= MANY_SHARE) return null;
  return `${silent} of ${instances.length} machines are silent at once: look first whether they reach this installation.`;
}
