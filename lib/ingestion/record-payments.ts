import { appendEvents } from "@/lib/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/tenancy/require-permission";
import { receiveOnce } from "./batch-receipt";
import { PaymentReported } from "./events";
import { PaymentEvent } from "./project-events";
import type { BatchReceipt, EventReceipt } from "./schemas";
import { selectTimeZone } from "./store-attribution";
import { countPayments, insertPayments } from "./store-project-events";

type Input = { projectId: string; body: unknown };

/**
 * Stores what a company was paid: one event, or up to 1,000 each judged by itself. Each is a line of its ledger; the same `event_id`
 * counts once, however often and concurrently it is reported.
 */
export async function recordPayments(
  ctx: WorkspaceCtx,
  { projectId, body }: Input,
): Promise<EventReceipt | BatchReceipt> {
  requirePermission(ctx, "ingestion.write");
  // No event: worth a line is what `store` appends.
  return receiveOnce(body, PaymentEvent, (events) => withTransaction(ctx, (tx) => store(tx, projectId, events)));
}

async function store(tx: TxCtx, projectId: string, events: readonly PaymentEvent[]): Promise<Set<string>> {
  const fresh = await insertPayments(tx, { projectId, events });
  if (fresh.size === 0) return fresh;
  const first = new Map(events.toReversed().map((event) => [event.event_id, event]));
  await appendEvents(
    tx,
    [...fresh].flatMap((id) => {
      const event = first.get(id);
      if (!event) return [];
      const { type, amount_cents: amountCents = null, currency = null } = event;
      return [{ event: PaymentReported, payload: { eventId: id, type, amountCents, currency }, projectId }];
    }),
  );
  await countPayments(tx, { projectId, eventIds: [...fresh], timeZone: await selectTimeZone(tx) });
  return fresh;
}
