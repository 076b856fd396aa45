import type { SystemCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { SettleSendingRoute } from "./jobs";
import { selectWorkspacesOn } from "./store-sending";

/** After a machine reported which ports it can reach: has each workspace on it decide anew by which way its emails leave. */
export async function followEgress({ requestId, db, now }: SystemCtx, { machine }: { machine: string }): Promise<void> {
  // No event: a way that changes has its own.
  await withServiceTransaction({ requestId, db, now }, async (tx) => {
    for (const workspaceId of await selectWorkspacesOn(tx, machine))
      await enqueue(tx, SettleSendingRoute, { workspaceId });
  });
}
