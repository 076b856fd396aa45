import type { z } from "zod";
import { appendEvents, type LedgerLine } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { receiveOnce } from "@/lib/metering/events/batch-receipt";
import { EventBatches } from "@/lib/metering/events/event-batches";
import type { BatchReceipt, EventReceipt } from "@/lib/metering/events/schemas";
import { addKpis, keyOf, type Days, type InProject, type Kpi } from "./store";

export type ProjectReport = { projectId: string; body: unknown };

/** The differences between the kinds of company events. */
type Kind<E, P> = {
  schema: z.ZodType<E>;
  /** Stores what is not stored yet; the day of each that is new. */
  insert: (tx: TxCtx, events: readonly InProject<E>[]) => Promise<Days>;
  kpiOf: (event: E) => Kpi;
  /** The ledger line of a new one, if it is worth one. */
  toLine: (event: E, projectId: string) => LedgerLine<P> | null;
};

/** Fewer commits at once than events of mail have, because connections are for other requests too. */
const LIMITS = { waiting: 20_000, bytes: 32 * 1024 * 1024, commits: 3, commitsOfOne: 2 };

const all: { idle(): Promise<void> }[] = [];

/** Resolves when everything this process took of companies' websites is committed or refused: for an orderly end. */
export const finishProjectEvents = async (): Promise<void> => {
  await Promise.all(all.map((batches) => batches.idle()));
};

/**
 * Receives what a company's website or server reports: each `event_id` is stored once, with its ledger line and the day's sums in one
 * transaction, which it shares with what arrives at the same time.
 */
export function receiverOf<E extends { event_id: string; metadata?: unknown; properties?: unknown }, P>(
  kind: Kind<E, P>,
): (ctx: WorkspaceCtx, report: ProjectReport) => Promise<EventReceipt | BatchReceipt> {
  // No permission: the verb of each kind has asked for it.
  const record = (ctx: WorkspaceCtx, events: readonly InProject<E>[]): Promise<boolean[]> =>
    withTransaction(ctx, (tx) => store(tx, kind, events));
  const batches = new EventBatches(record, LIMITS);
  all.push(batches);
  return (ctx, { projectId, body }) =>
    receiveOnce(body, kind.schema, {
      one: (event) => batches.add(ctx, { ...event, projectId }),
      many: (events) =>
        batches.addAll(
          ctx,
          events.map((event) => ({ ...event, projectId })),
        ),
    });
}

/** For each event whether it is new: of those with one new id, the first. */
async function store<E extends { event_id: string }, P>(
  tx: TxCtx,
  { insert, kpiOf, toLine }: Kind<E, P>,
  events: readonly InProject<E>[],
): Promise<boolean[]> {
  const left = await insert(tx, events);
  const days = events.map((event) => {
    const day = left.get(keyOf(event));
    left.delete(keyOf(event));
    return day;
  });
  const fresh = events.flatMap((event, index) => {
    const day = days[index];
    return day === undefined ? [] : [{ event, day }];
  });
  await appendEvents(
    tx,
    fresh.map(({ event }) => toLine(event, event.projectId)).filter((line) => line !== null),
  );
  await addKpis(
    tx,
    fresh.map(({ event, day }) => ({ projectId: event.projectId, day, ...kpiOf(event) })),
  );
  return days.map((day) => day !== undefined);
}
