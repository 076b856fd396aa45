import { Dispatch } from "@/lib/foundation/ledger/jobs";
import { withTransaction } from "@/lib/platform/transaction";
import { handle } from "../handler";
import { jobsAfter } from "../subscriptions";

/** All jobs of an event are enqueued or none; a repeated dispatch may enqueue them again. */
export default handle(Dispatch, (ctx, { type, data, at }) =>
  withTransaction(ctx, async (tx) => {
    for (const job of jobsAfter({ workspaceId: ctx.workspaceId, type, data, at })) await job.enqueue(tx);
  }),
);
