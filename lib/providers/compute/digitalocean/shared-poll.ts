import type { VendorClock } from "../port";

type Options<T> = { ask: (signal: AbortSignal) => Promise<T>; everyMs: number; clock: VendorClock };

/**
 * One question for everyone who waits for its answer: it is asked at most once in `everyMs`, and only after it was wanted. A caller that
 * leaves takes nothing from the others.
 */
export function sharedPoll<T>({ ask, everyMs, clock }: Options<T>): (signal: AbortSignal) => Promise<T> {
  let last = Number.NEGATIVE_INFINITY;
  let next: Promise<T> | null = null;
  const begin = async (): Promise<T> => {
    const patient = new AbortController().signal;
    await clock.wait(Math.max(0, last + everyMs - clock.now()), patient);
    next = null;
    last = clock.now();
    return ask(patient);
  };
  return (signal) => {
    signal.throwIfAborted();
    next ??= begin();
    return orAborted(next, signal);
  };
}

function orAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(signal.reason);
    signal.addEventListener("abort", leave, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
  });
}
