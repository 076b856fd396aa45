import type { z } from "zod";
import { log } from "@/lib/platform/log";
import { ACTOR_PROBLEM, actorFieldOf } from "@/lib/platform/actor-fields";
import { findUnstorable } from "@/lib/platform/storable";
import type { BatchReceipt, EventReceipt, Rejection } from "./schemas";
import type { Outcome } from "./store-apart";

export type Sorted<T> = { good: { index: number; value: T }[]; rejected: Rejection[] };

/** Judges each item of a batch by itself: one that is wrong or cannot be stored is rejected alone, with its place and a sentence. */
export function sortBatch<T>(schema: z.ZodType<T>, items: readonly unknown[]): Sorted<T> {
  const sorted: Sorted<T> = { good: [], rejected: [] };
  for (const [index, item] of items.entries()) {
    const problem = actorProblemOf(item) ?? findUnstorable(item, "event");
    const parsed = problem === null ? schema.safeParse(item) : null;
    if (parsed?.success) sorted.good.push({ index, value: parsed.data });
    else sorted.rejected.push({ index, error: problem ?? sentence(parsed?.error), code: "event.invalid" });
  }
  return sorted;
}

function actorProblemOf(item: unknown): string | null {
  const field = actorFieldOf(item);
  return field === null ? null : `${field} ${ACTOR_PROBLEM}.`;
}

/** The database refused this one item although its shape is right: a defect of ours, which is logged. */
export function notStored(index: number, error: unknown): Rejection {
  log().error({ err: error, index }, "an event of a batch could not be stored");
  return { index, error: "This event could not be stored. The others were.", code: "event.not_stored" };
}

/** The answer to a batch: what is neither rejected nor known already was accepted. */
export function toReceipt(count: number, rejected: Rejection[], deduped: number): BatchReceipt {
  const inOrder = rejected.toSorted((a, b) => a.index - b.index);
  return { ok: true, accepted: count - rejected.length - deduped, deduped, rejected: inOrder };
}

/** Each answers whether an event is new, after the commit that holds it. */
type Store<E> = { one: (event: E) => Promise<boolean>; many: (events: readonly E[]) => Promise<Outcome<boolean>[]> };

/** One event or a batch, told apart by `event_id`. A bad single event throws. */
export async function receiveOnce<E extends { event_id: string }>(
  body: unknown,
  schema: z.ZodType<E>,
  store: Store<E>,
): Promise<EventReceipt | BatchReceipt> {
  if (!Array.isArray(body)) {
    const event = schema.parse(body);
    return { ok: true, event_id: event.event_id, deduped: !(await store.one(event)) };
  }
  const { good, rejected } = sortBatch(schema, body);
  if (good.length === 0) return toReceipt(body.length, rejected, 0);
  const outcomes = await store.many(good.map(({ value }) => value));
  let deduped = 0;
  for (const [position, { index }] of good.entries()) {
    const outcome = outcomes[position];
    if (outcome && "stored" in outcome) deduped += outcome.stored ? 0 : 1;
    else rejected.push(notStored(index, outcome?.error));
  }
  return toReceipt(body.length, rejected, deduped);
}

function sentence(error: z.ZodError | undefined): string {
  const [issue] = error?.issues ?? [];
  if (!issue) return "The event is not valid.";
  return issue.path.length === 0 ? issue.message : `${issue.path.join(".")} ${issue.message}`;
}
