import type { SystemCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { deleteRequestsBefore } from "./store";

const KEPT_MS = 7 * 24 * 60 * 60 * 1000;
const AT_ONCE = 500;

/** Deletes each request and response of a model that is older than seven days, in every workspace; answers how many. */
export async function sweepRequests(ctx: SystemCtx): Promise<number> {
  const before = new Date(ctx.now().getTime() - KEPT_MS).toISOString();
  let deleted = 0;
  for (let more = AT_ONCE; more === AT_ONCE; deleted += more)
    more = await withServiceTransaction(ctx, (tx) => deleteRequestsBefore(tx, before, AT_ONCE));
  return deleted;
}
