import { z } from "zod";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { notStored, sortBatch, toReceipt } from "./batch-receipt";
import { EventBatches } from "./event-batches";
import { recordEvents, type Recorded } from "./record-events";
import { NewEvent, type BatchReceipt, type EventReceipt } from "./schemas";
import type { Outcome } from "./store-apart";

/** One event, or up to 1,000; each of a batch is judged by itself. */
export const EventsBody = z
  .unknown()
  .refine(
    (body) => !Array.isArray(body) || body.length <= 1000,
    "A batch may hold at most 1,000 events. Send it in parts.",
  );

/** Takes the body of POST /api/events. A bad single event throws; one of a batch that is wrong or cannot be stored is rejected alone. */
export async function receiveEvents(ctx: WorkspaceCtx, body: unknown): Promise<EventReceipt | BatchReceipt> {
  return Array.isArray(body) ? receiveBatch(ctx, body) : receiveOne(ctx, NewEvent.parse(body));
}

const batches = new EventBatches(recordEvents);

/** Resolves when everything this process took is committed or refused: for an orderly end. */
export const finishEvents = (): Promise<void> => batches.idle();

/** Committed together with whatever arrives at the same time; inside somebody's transaction, with that. */
async function receiveOne(ctx: WorkspaceCtx, event: NewEvent): Promise<EventReceipt> {
  requirePermission(ctx, "ingestion.write");
  const recorded = ctx.db.isTransaction ? (await recordEvents(ctx, [event]))[0] : await batches.add(ctx, event);
  if (!recorded) throw new AppError("internal", "The event was not recorded.");
  if ("error" in recorded) throw new AppError("not_found", recorded.error, { code: recorded.code });
  return { ok: true, ...recorded };
}

async function receiveBatch(ctx: WorkspaceCtx, items: readonly unknown[]): Promise<BatchReceipt> {
  requirePermission(ctx, "ingestion.write");
  const { good, rejected } = sortBatch(NewEvent, items);
  const events = good.map(({ value }) => value);
  if (events.length === 0) return toReceipt(items.length, rejected, 0);
  const outcomes = await storeBatch(ctx, events);
  let deduped = 0;
  for (const [position, outcome] of outcomes.entries()) {
    const index = good[position]?.index ?? -1;
    if ("error" in outcome) rejected.push(notStored(index, outcome.error));
    else if ("error" in outcome.stored) rejected.push({ index, ...outcome.stored });
    else if (outcome.stored.deduped) deduped += 1;
  }
  return toReceipt(items.length, rejected, deduped);
}

async function storeBatch(ctx: WorkspaceCtx, events: readonly NewEvent[]): Promise<Outcome<Recorded>[]> {
  if (!ctx.db.isTransaction) return batches.addAll(ctx, events);
  return (await recordEvents(ctx, events)).map((stored) => ({ stored }));
}
