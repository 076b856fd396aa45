import { requirePermission } from "@/lib/foundation/access/require-permission";
import { ReportOutcomes } from "@/lib/outreach/sequence/jobs";
import { listUnreportedOutcomes } from "@/lib/outreach/sequence/list-unreported-outcomes";
import { markReported } from "@/lib/outreach/sequence/mark-reported";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { log } from "@/lib/platform/log";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { recordEvents } from "./record-events";
import { NewEvent } from "./schemas";

const BATCH = 500;

/**
 * Stores what the sequence engine sent, and what bounced, as events, with everything that follows from them. The event's key makes a
 * repetition harmless, also of what a workflow reported itself. Answers how many were new to this run.
 */
export async function reportOutcomes(ctx: WorkspaceCtx): Promise<number> {
  requirePermission(ctx, "ingestion.write");

  // No event: recordEvents writes one ledger line an event.
  return withTransaction(ctx, async (tx) => {
    const outcomes = await listUnreportedOutcomes(tx, BATCH);
    const events = outcomes.flatMap(({ claimId, event }) => {
      const parsed = NewEvent.safeParse(event);
      if (parsed.success) return [parsed.data];
      // One that can never be stored must not keep the others waiting; the email itself keeps its outcome.
      log().error({ claim_id: claimId, err: parsed.error }, "the outcome of an email cannot be stored as an event");
      return [];
    });
    await recordEvents(tx, events);
    await markReported(
      tx,
      outcomes.map(({ claimId }) => claimId),
    );
    if (outcomes.length === BATCH) await enqueue(tx, ReportOutcomes, { workspaceId: tx.workspaceId });
    return events.length;
  });
}
