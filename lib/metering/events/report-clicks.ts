import { requirePermission } from "@/lib/foundation/access/require-permission";
import { endClicks } from "@/lib/outreach/tracking/end-clicks";
import { listJudgedClicks, type JudgedClick } from "@/lib/outreach/tracking/list-judged-clicks";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { recordEvents } from "./record-events";
import { NewEvent } from "./schemas";

/**
 * Stores the clicks of people as `clicked` events, one for each link of an email however often it is opened, and as one `opened` event an email
 * the requests for its picture that a person may be behind; those of machines are kept as such and count nowhere. Answers how many it took.
 */
export async function reportClicks(ctx: WorkspaceCtx): Promise<number> {
  requirePermission(ctx, "ingestion.write");

  // No event: recordEvents writes one ledger line an event.
  return withTransaction(ctx, async (tx) => {
    const judged = await listJudgedClicks(tx);
    const events = judged.flatMap(({ event }) => (event ? eventOf(event) : []));
    await recordEvents(tx, events);
    await endClicks(
      tx,
      judged.map(({ id, machine }) => ({ id, machine })),
    );
    return events.length;
  });
}

/** None for a person who was erased meanwhile. */
function eventOf({ email, campaignId, step, claimId, clicked, at }: NonNullable<JudgedClick["event"]>): NewEvent[] {
  const parsed = NewEvent.safeParse({
    contact_email: email,
    event_type: clicked ? "clicked" : "opened",
    idempotency_key: clicked ? `click:${claimId}:${clicked.link}` : `open:${claimId}`,
    campaign_id: campaignId,
    step,
    event_ts: at.toISOString(),
    metadata: clicked ? { url: clicked.url } : {},
  });
  return parsed.success ? [parsed.data] : [];
}
