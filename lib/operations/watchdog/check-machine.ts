import type { SystemCtx } from "@/lib/platform/ctx";
import { enqueueAt } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { CheckWorkspace } from "./jobs";
import { selectLaunched } from "./store-facts";

/** Between two checks of one machine, which answers them all. */
const APART_MS = 1_000;

/** Enqueues a check of each launched workspace of a machine, a second apart; answers how many. */
export async function checkMachine(
  { requestId, db, now }: SystemCtx,
  { machine }: { machine: string },
): Promise<number> {
  return withServiceTransaction({ requestId, db, now }, async (tx) => {
    const launched = await selectLaunched(tx, machine);
    for (const [index, { workspaceId, survey }] of launched.entries()) {
      const payload = { workspaceId, cause: "heartbeat" as const, survey };
      await enqueueAt(tx, CheckWorkspace, { payload, at: new Date(tx.now().getTime() + index * APART_MS) });
    }
    return launched.length;
  });
}
