import { AppError } from "@/lib/platform/errors";
import type { TxCtx } from "@/lib/platform/transaction";
import { countRunsSince, lockStarts } from "./store";

export const RUNS_AN_HOUR = 10;
export const RUNS_AT_ONCE = 3;
const HOUR_MS = 3_600_000;
/** A run without an end is over by then, whatever became of it. */
export const LONGEST_RUN_MS = 10 * 60_000;

/** 429 `sandbox.too_many` once a workspace has its ten runs of this hour or three under way; of two that start at once one waits. */
export async function requireRoom(tx: TxCtx): Promise<void> {
  await lockStarts(tx);
  const now = tx.now().getTime();
  const { count, open, oldest } = await countRunsSince(tx, {
    since: new Date(now - HOUR_MS),
    openSince: new Date(now - LONGEST_RUN_MS),
  });
  if (open >= RUNS_AT_ONCE) {
    throw tooMany(`${open} tests are under way, which is the most at once. Wait until one has ended.`, 10);
  }
  if (count >= RUNS_AN_HOUR) {
    const freeAt = oldest === null ? now : new Date(oldest).getTime() + HOUR_MS;
    const seconds = Math.max(1, Math.ceil((freeAt - now) / 1000));
    const minutes = Math.ceil(seconds / 60);
    throw tooMany(
      `${count} tests began within the last hour, which is the most. Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`,
      seconds,
    );
  }
}

const tooMany = (sentence: string, seconds: number): AppError =>
  new AppError("rate_limited", sentence, { code: "sandbox.too_many", details: { retry_after_seconds: seconds } });
