import { AppError } from "@/lib/platform/errors";

export type Outcome<R> = { stored: R } | { error: unknown };

/** An error about the caller or the database (frozen, away) is true of every item; any other may be about one of them. */
export const isAboutAll = (error: unknown): boolean => error instanceof AppError && error.kind !== "internal";

/**
 * Stores items together. If one of them cannot be stored, each half is tried by itself, so that this one alone fails and the others cost
 * few commits. One outcome an item, in order; after an error that is true of every item nothing more is tried.
 */
export async function storeApart<T, R>(
  items: readonly T[],
  store: (items: readonly T[]) => Promise<readonly R[]>,
): Promise<Outcome<R>[]> {
  try {
    const stored = await store(items);
    if (stored.length !== items.length) throw new Error("The store answered for another number of items.");
    return stored.map((result) => ({ stored: result }));
  } catch (error) {
    if (items.length === 1 || isAboutAll(error)) return items.map(() => ({ error }));
    const middle = Math.ceil(items.length / 2);
    const first = await storeApart(items.slice(0, middle), store);
    const lost = first.find((outcome) => "error" in outcome && isAboutAll(outcome.error));
    const rest = items.slice(middle);
    return [...first, ...(lost ? rest.map(() => lost) : await storeApart(rest, store))];
  }
}
