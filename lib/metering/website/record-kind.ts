import type { z } from "zod";
import { findTimeZone } from "@/lib/company/profile/find-time-zone";
import { appendEvents, type LedgerLine } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { receiveOnce } from "@/lib/metering/events/batch-receipt";
import type { BatchReceipt, EventReceipt } from "@/lib/metering/events/schemas";

export type ProjectReport = { projectId: string; body: unknown };

/** What tells one kind of company event from another. */
type Kind<E, P> = {
  schema: z.ZodType<E>;
  /** Stores what is not stored yet; the ids that are new. */
  insert: (tx: TxCtx, of: { projectId: string; events: readonly E[] }) => Promise<Set<string>>;
  /** Adds the new ones to their day. */
  count: (tx: TxCtx, of: { projectId: string; eventIds: readonly string[]; timeZone: string }) => Promise<void>;
  /** The ledger line of a new one, if it is worth one. */
  toLine: (event: E, projectId: string) => LedgerLine<P> | null;
};

/** Stores what a company's website or server reports, each `event_id` once, with its ledger lines and the day's sums in one transaction. */
export function recordKind<E extends { event_id: string }, P>(
  ctx: WorkspaceCtx,
  kind: Kind<E, P>,
  { projectId, body }: ProjectReport,
): Promise<EventReceipt | BatchReceipt> {
  // No permission: the verb of each kind has asked for it.
  return receiveOnce(body, kind.schema, (events) =>
    withTransaction(ctx, async (tx) => {
      const fresh = await kind.insert(tx, { projectId, events });
      if (fresh.size === 0) return fresh;
      // Of those with the same id the first one was stored.
      const first = new Map(events.toReversed().map((event) => [event.event_id, event]));
      const stored = [...first.values()].filter(({ event_id }) => fresh.has(event_id));
      await appendEvents(
        tx,
        stored.map((event) => kind.toLine(event, projectId)).filter((line) => line !== null),
      );
      await kind.count(tx, { projectId, eventIds: [...fresh], timeZone: await findTimeZone(tx) });
      return fresh;
    }),
  );
}
