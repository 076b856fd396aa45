import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "@/lib/platform/errors";
import { requestJson, type JsonRequest } from "./request-json";

export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;
export const waitFor: Wait = (milliseconds, signal) => delay(milliseconds, undefined, { signal });

const TRIES = 5;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** The vendor did not begin: something else is under way there (423), or it was asked too often (429). */
const NOT_BEGUN: readonly number[] = [423, 429];

/** `repeatable`: a POST that leads to the same however often it is sent. */
export type PatientRequest<T> = JsonRequest<T> & { repeatable?: boolean };

/**
 * The same as `requestJson` for a vendor whose bad moments pass: a request that was not begun is sent again after the pause that the vendor
 * names, and so is one without an answer that may be repeated, which a POST is not. Gives up after five tries.
 */
export async function requestPatiently<T>(
  { repeatable = false, ...request }: PatientRequest<T>,
  wait: Wait = waitFor,
): Promise<T> {
  const mayRepeat = repeatable || request.init.method !== "POST";
  for (let tried = 1; ; tried += 1) {
    const answer: { status: number | null; after: string | null } = { status: null, after: null };
    try {
      return await requestJson({
        ...request,
        onAnswer: ({ status, headers }) => Object.assign(answer, { status, after: headers.get("retry-after") }),
      });
    } catch (error) {
      const isPassing =
        NOT_BEGUN.includes(answer.status ?? 0) ||
        // GitHub's limits: a refusal that says when to come again.
        (answer.status === 403 && answer.after !== null) ||
        (mayRepeat && error instanceof AppError && error.retryable);
      if (!isPassing || tried === TRIES) throw error;
      await wait(pauseOf(answer.after, tried), request.signal);
    }
  }
}

function pauseOf(after: string | null, tried: number): number {
  const seconds = Number(after ?? Number.NaN);
  const given = Number.isFinite(seconds) ? seconds * 1000 : FIRST_PAUSE_MS * 2 ** (tried - 1);
  return Math.min(Math.max(given, FIRST_PAUSE_MS), LONGEST_PAUSE_MS);
}

/** Whether an order may have arrived although it was not confirmed: every end but a refusal and a connection that never was. */
export function mayHaveArrived(error: unknown): boolean {
  if (!(error instanceof AppError)) return false;
  if (error.code.endsWith(".unreachable")) return false;
  return !/\.http_4/.test(error.code) || error.code.endsWith(".http_408");
}
