import type { LedgerLine } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { PaymentReported } from "./events";
import { PaymentEvent } from "./schemas";
import { receiverOf, type ProjectReport } from "./record-kind";
import type { BatchReceipt, EventReceipt } from "@/lib/metering/events/schemas";
import { insertPayments } from "./store";

const receive = receiverOf({
  schema: PaymentEvent,
  insert: insertPayments,
  kpiOf: ({ type, currency, amount_cents }) => ({
    name: type,
    currency: currency ?? "",
    amountCents: amount_cents ?? 0,
  }),
  toLine,
});

/**
 * Stores what a company was paid: one event, or up to 1,000 each judged by itself. Each is a line of its ledger; the same `event_id`
 * counts once, however often and concurrently it is reported.
 */
export async function recordPayments(ctx: WorkspaceCtx, report: ProjectReport): Promise<EventReceipt | BatchReceipt> {
  requirePermission(ctx, "ingestion.write");
  return receive(ctx, report);
}

function toLine({ event_id, type, amount_cents, currency }: PaymentEvent, projectId: string) {
  const payload = { eventId: event_id, type, amountCents: amount_cents ?? null, currency: currency ?? null };
  return { event: PaymentReported, payload, projectId } satisfies LedgerLine<typeof payload>;
}
