import { appendEvents } from "@/lib/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/tenancy/require-permission";
import { receiveOnce } from "./batch-receipt";
import { VisitorBecameLead } from "./events";
import { AnalyticsEvent } from "./project-events";
import type { BatchReceipt, EventReceipt } from "./schemas";
import { selectTimeZone } from "./store-attribution";
import { countAnalytics, insertAnalytics } from "./store-project-events";

type Input = { projectId: string; body: unknown };

/** Visitors who left a trace one can follow: worth a line of the ledger. Page views are only counted. */
const NOTEWORTHY = new Set(["lead", "signup"]);

/**
 * Stores what visitors of a company's website did: one event, or up to 1,000 each judged by itself. The same `event_id` counts once,
 * however often and concurrently it is reported.
 */
export async function recordAnalytics(
  ctx: WorkspaceCtx,
  { projectId, body }: Input,
): Promise<EventReceipt | BatchReceipt> {
  requirePermission(ctx, "ingestion.write");
  // No event: worth a line is what `store` appends.
  return receiveOnce(body, AnalyticsEvent, (events) => withTransaction(ctx, (tx) => store(tx, projectId, events)));
}

async function store(tx: TxCtx, projectId: string, events: readonly AnalyticsEvent[]): Promise<Set<string>> {
  const fresh = await insertAnalytics(tx, { projectId, events });
  if (fresh.size === 0) return fresh;
  const first = new Map(events.toReversed().map((event) => [event.event_id, event]));
  await appendEvents(
    tx,
    [...fresh].flatMap((id) => {
      const event = first.get(id);
      if (!event || !NOTEWORTHY.has(event.name)) return [];
      return [
        { event: VisitorBecameLead, payload: { eventId: id, name: event.name, url: event.url ?? null }, projectId },
      ];
    }),
  );
  await countAnalytics(tx, { projectId, eventIds: [...fresh], timeZone: await selectTimeZone(tx) });
  return fresh;
}
