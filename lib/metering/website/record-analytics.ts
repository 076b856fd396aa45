import type { LedgerLine } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { VisitorBecameLead } from "./events";
import { AnalyticsEvent } from "./schemas";
import { receiverOf, type ProjectReport } from "./record-kind";
import type { BatchReceipt, EventReceipt } from "@/lib/metering/events/schemas";
import { insertAnalytics } from "./store";

/** Visitors who left a trace one can follow: worth a line of the ledger. Page views are only counted. */
const NOTEWORTHY = new Set(["lead", "signup"]);

const receive = receiverOf({
  schema: AnalyticsEvent,
  insert: insertAnalytics,
  kpiOf: ({ name }) => ({ name, currency: "", amountCents: 0 }),
  toLine,
});

/**
 * Stores what visitors of a company's website did: one event, or up to 1,000 each judged by itself. The same `event_id` counts once,
 * however often and concurrently it is reported.
 */
export async function recordAnalytics(ctx: WorkspaceCtx, report: ProjectReport): Promise<EventReceipt | BatchReceipt> {
  requirePermission(ctx, "ingestion.write");
  return receive(ctx, report);
}

function toLine({ event_id, name, url }: AnalyticsEvent, projectId: string) {
  if (!NOTEWORTHY.has(name)) return null;
  const payload = { eventId: event_id, name, url: url ?? null };
  return { event: VisitorBecameLead, payload, projectId } satisfies LedgerLine<typeof payload>;
}
