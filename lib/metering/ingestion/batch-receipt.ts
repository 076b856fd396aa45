import type { z } from "zod";
import type { BatchReceipt, EventReceipt, Rejection } from "./schemas";

export type Sorted<T> = { good: { index: number; value: T }[]; rejected: Rejection[] };

/** Judges each item of a batch by itself: a bad one is rejected alone, with its place and a sentence. */
export function sortBatch<T>(schema: z.ZodType<T>, items: readonly unknown[]): Sorted<T> {
  const sorted: Sorted<T> = { good: [], rejected: [] };
  for (const [index, item] of items.entries()) {
    const parsed = schema.safeParse(item);
    if (parsed.success) sorted.good.push({ index, value: parsed.data });
    else sorted.rejected.push({ index, error: sentence(parsed.error), code: "event.invalid" });
  }
  return sorted;
}

/** The answer to a batch: what is neither rejected nor known already was accepted. */
export function toReceipt(count: number, rejected: Rejection[], deduped: number): BatchReceipt {
  const inOrder = rejected.toSorted((a, b) => a.index - b.index);
  return { ok: true, accepted: count - rejected.length - deduped, deduped, rejected: inOrder };
}

type Store<E> = (events: readonly E[]) => Promise<ReadonlySet<string>>;

/** One event or a batch, told apart by `event_id`; `store` answers which ids are new. A bad single event throws. */
export async function receiveOnce<E extends { event_id: string }>(
  body: unknown,
  schema: z.ZodType<E>,
  store: Store<E>,
): Promise<EventReceipt | BatchReceipt> {
  if (!Array.isArray(body)) {
    const event = schema.parse(body);
    const fresh = await store([event]);
    return { ok: true, event_id: event.event_id, deduped: fresh.size === 0 };
  }
  const { good, rejected } = sortBatch(schema, body);
  const fresh = good.length > 0 ? await store(good.map(({ value }) => value)) : new Set();
  return toReceipt(body.length, rejected, good.length - fresh.size);
}

function sentence({ issues: [issue] }: z.ZodError): string {
  if (!issue) return "The event is not valid.";
  return issue.path.length === 0 ? issue.message : `${issue.path.join(".")} ${issue.message}`;
}
