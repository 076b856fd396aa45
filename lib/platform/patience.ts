import { AsyncLocalStorage } from "node:async_hooks";

/** How long a statement of this process may take unless somebody says otherwise: longer, and the database ends it. */
export const USUAL_SECONDS = 20;
/** A statement that the database would have ended this long ago and that is still not answered will never be. */
const GRACE_SECONDS = 5;

const allowed = new AsyncLocalStorage<number>();

/** For work that is known to take long: each statement of the transactions begun in it may take so many seconds. */
export const patiently = <T>(seconds: number, run: () => Promise<T>): Promise<T> => allowed.run(seconds, run);

/** The limit that the current transaction still has to set; null when it is set. */
export const statementLimitMs = (): number | null => {
  const seconds = allowed.getStore();
  return seconds === undefined ? null : seconds * 1_000;
};

/** When a connection is given up, because nobody is at its other end. */
export const answerLimitMs = (): number => ((allowed.getStore() ?? USUAL_SECONDS) + GRACE_SECONDS) * 1_000;
