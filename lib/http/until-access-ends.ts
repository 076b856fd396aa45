import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { watchAccess } from "@/lib/foundation/access/watch-access";
import type { ServerSentEvent } from "./sse";

type Source = (signal: AbortSignal) => AsyncIterable<ServerSentEvent>;

const ended = ({ code, message }: AppError): ServerSentEvent => ({ event: "ended", data: { code, error: message } });

/** Returns the error that ended the caller's access; throws any other error again. */
function asLoss(error: unknown): AppError {
  if (error instanceof AppError && error.kind === "forbidden") return error;
  throw error;
}

/**
 * A source of events for as long as its reader may see them: once they are removed or the workspace is frozen, in whichever process,
 * the last event is `ended` with the code and the sentence of the error.
 */
export async function* untilAccessEnds(
  ctx: WorkspaceCtx,
  gone: AbortSignal,
  source: Source,
): AsyncGenerator<ServerSentEvent, void> {
  const access = watchAccess(ctx);
  try {
    await access.look();
    yield* source(AbortSignal.any([gone, access.signal]));
    if (access.signal.aborted && !gone.aborted) yield ended(asLoss(access.signal.reason));
  } catch (error) {
    // A look into a workspace that was frozen a moment ago hears of it before the notification arrives.
    yield ended(asLoss(error));
  } finally {
    access.stop();
  }
}
