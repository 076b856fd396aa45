import type { SystemCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { ScoreOutcomes } from "./jobs";
import { selectDueProjects } from "./store-sweeps";

/** Enqueues one job for each company with recommendations that are due to be scored; answers how many. */
export async function sweepOutcomes({ requestId, db, now }: SystemCtx): Promise<number> {
  return withServiceTransaction({ requestId, db, now }, async (tx) => {
    const due = await selectDueProjects(tx);
    for (const project of due) await enqueue(tx, ScoreOutcomes, project);
    return due.length;
  });
}
