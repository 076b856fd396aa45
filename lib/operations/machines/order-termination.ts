import type { SystemCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { TerminateMachine } from "./jobs";
import { moveMachine } from "./store";

/** Has a lost machine taken away for good by a job, which proves that the vendor has none of it. Again, or in another state, it does nothing. */
export async function orderTermination(ctx: SystemCtx, { machineId }: { machineId: string }): Promise<void> {
  // No permission: callers decide it.
  // No event: the end of the launch that it carried tells of it.
  await withServiceTransaction(ctx, async (tx) => {
    if (await moveMachine(tx, { id: machineId, from: ["lost"], to: "terminating" }))
      await enqueue(tx, TerminateMachine, { machineId });
  });
}
