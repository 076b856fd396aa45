import pRetry, { type RetryContext } from "p-retry";
import { AppError } from "../errors";

/** A part that is away (restarting, for example) is waited for until the time is up; other retryable failures get four tries. */
const BACKOFF = { retries: 1000, minTimeout: 500, factor: 2, maxTimeout: 5_000 };
const TRIES = 4;

const isWorthAnotherTry = (error: unknown, attemptNumber: number): boolean =>
  error instanceof AppError && error.retryable && (error.kind === "unavailable" || attemptNumber < TRIES);

type Limit = { seconds: number; signal: AbortSignal; timeoutCode: string };

/** Repeats `work` while it fails with a retryable error. Throws `timeoutCode` with the last error's words when the time is up. */
export function withinTime<T>(limit: Limit, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const timeout = AbortSignal.timeout(limit.seconds * 1000);
  const signal = AbortSignal.any([limit.signal, timeout]);
  let lastWords = "";
  const shouldRetry = ({ error, attemptNumber }: RetryContext): boolean => {
    lastWords = error.message;
    return isWorthAnotherTry(error, attemptNumber);
  };
  return pRetry(() => work(signal), { ...BACKOFF, signal, shouldRetry }).catch((cause: unknown) => {
    if (!timeout.aborted) throw cause;
    const message = `Not finished within ${limit.seconds} seconds. ${lastWords}`.trim();
    throw new AppError("unavailable", message, { code: limit.timeoutCode, cause });
  });
}
