import { EventEmitter } from "node:events";
import { log } from "@/lib/platform/log";

/** Replies that this process writes. The rows are the truth; this only makes stopping and following quick. */
const running = new Map<string, { abort: AbortController; over: Promise<void> }>();
const written = new EventEmitter().setMaxListeners(0);

/** Writes a reply beside the request that asked for it: a closed tab does not end it. */
export function writeBeside(replyId: string, write: (signal: AbortSignal) => Promise<void>): void {
  const abort = new AbortController();
  const over = write(abort.signal)
    .catch((error: unknown) => log().error({ err: error, reply_id: replyId }, "a reply of the chat broke off"))
    .finally(() => {
      running.delete(replyId);
      written.emit(replyId);
    });
  running.set(replyId, { abort, over });
}

/** Ends the writing in this process, if it happens here; another process notices at its next look at the row. */
export const abortReply = (replyId: string): void => running.get(replyId)?.abort.abort();

export const isWrittenHere = (replyId: string): boolean => running.has(replyId);

/** Resolves once this process writes the reply no more. */
export const whenOver = async (replyId: string): Promise<void> => running.get(replyId)?.over;

export const tellWritten = (replyId: string): void => void written.emit(replyId);

/** Resolves when the row was written, `ms` have passed, or the reader is gone. */
export async function nextWritten(replyId: string, ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  written.once(replyId, resolve);
  signal.addEventListener("abort", () => resolve(), { once: true });
  if (signal.aborted) resolve();
  await promise;
  clearTimeout(timer);
  written.off(replyId, resolve);
}
