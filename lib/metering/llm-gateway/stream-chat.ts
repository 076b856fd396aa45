import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import type { ChatPiece, LanguageModel } from "@/lib/providers/llm/port";
import { languageModel } from "@/lib/providers/llm/select";
import { watchAccess } from "@/lib/foundation/access/watch-access";
import { meterCall, type CallMeter } from "./meter-call";
import { leaseCall, type Call, type LeasedCall } from "./lease-call";
import { toModelError } from "./model-error";
import { endChunks, errorChunk, openingChunk, textChunk } from "./stream-chunks";

/** Shorter than a lease lasts, so that nobody takes a stream under way for an abandoned one. */
const LONGEST_MS = 8 * 60 * 1000;

type StreamedCall = Call & { gone: AbortSignal };
/** A stream may go on until its reader is gone, its workspace is frozen or its time is over. */
type Term = { signal: AbortSignal; over: () => void };
type Streaming = { pieces: AsyncGenerator<ChatPiece>; first: ChatPiece; meter: CallMeter; term: Term };

/**
 * Asks the configured model and passes its answer on as it comes: `chat.completion.chunk` events, then `[DONE]`. Budget first, as in
 * `completeChat`; what goes wrong before the first text is thrown. However the stream ends, what it used is charged, once.
 */
export async function streamChat(
  ctx: WorkspaceCtx,
  call: StreamedCall,
  model = languageModel(),
): Promise<AsyncGenerator<string, void>> {
  const term = termOf(ctx, call.gone);
  try {
    const leased = await leaseCall(ctx, call, model);
    const streaming = await begin(ctx, { leased, model, term });
    return frames(ctx, streaming, { ...call, model: leased.asked.model });
  } catch (error) {
    term.over();
    throw call.gone.aborted ? abandoned(error) : error;
  }
}

/** The watch begins before the lease looks whether the workspace is frozen: no freeze falls between the two. */
function termOf(ctx: WorkspaceCtx, gone: AbortSignal): Term {
  const access = watchAccess(ctx);
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(tooLong()), LONGEST_MS);
  const over = (): void => {
    clearTimeout(timer);
    access.stop();
  };
  const signal = AbortSignal.any([gone, access.signal, late.signal]);
  signal.addEventListener("abort", over, { once: true });
  return { signal, over };
}

type Beginning = { leased: LeasedCall; model: LanguageModel; term: Term };

async function begin(ctx: WorkspaceCtx, { leased, model, term }: Beginning): Promise<Streaming> {
  const { signal } = term;
  const meter = meterCall(ctx, leased);
  const pieces = metered(model.stream(leased.asked, signal), meter, signal);
  // At once, not when a reader that does not read asks for more.
  const stop = (): void => void meter.charge().catch((error: unknown) => unsettled(ctx, error));
  if (signal.aborted) {
    await meter.release();
    throw signal.reason;
  }
  try {
    signal.addEventListener("abort", stop, { once: true });
    const { value: first } = await pieces.next();
    if (first) return { pieces, first, meter, term };
    throw new AppError("upstream", "The model ended without an answer.", { code: "llm.no_answer" });
  } catch (error) {
    await meter.fail(error);
    throw toModelError(error);
  }
}

/** The chunks for the reader: texts and the end. Everything is counted as it is taken from the vendor. */
async function* metered(
  pieces: AsyncIterable<ChatPiece>,
  meter: CallMeter,
  signal: AbortSignal,
): AsyncGenerator<ChatPiece, void> {
  for await (const piece of pieces) {
    signal.throwIfAborted();
    meter.count(piece);
    if (!("used" in piece)) yield piece;
  }
}

async function* chain(first: ChatPiece, rest: AsyncGenerator<ChatPiece>): AsyncGenerator<ChatPiece, void> {
  try {
    yield first;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

type Wanted = Pick<Call, "request"> & { gone: AbortSignal; model: string };

async function* frames(
  ctx: WorkspaceCtx,
  { pieces, first, meter, term }: Streaming,
  { request, gone, model }: Wanted,
): AsyncGenerator<string, void> {
  const head = { id: `chatcmpl-${ctx.requestId}`, created: Math.floor(ctx.now().getTime() / 1000), model };
  try {
    yield openingChunk(head);
    for await (const piece of chain(first, pieces)) {
      if ("text" in piece) yield textChunk(head, piece.text);
      if (!("answer" in piece)) continue;
      // Counted before it is called done: a stream that says [DONE] is in the books.
      await meter.charge(piece.answer);
      return yield* endChunks(head, piece.answer, request.stream_options?.include_usage === true);
    }
  } catch (error) {
    if (gone.aborted) return;
    log().warn({ request_id: ctx.requestId, err: error }, "a streamed answer broke off");
    yield errorChunk(toModelError(error), ctx.requestId);
  } finally {
    term.over();
    await meter.charge().catch((error: unknown) => unsettled(ctx, error));
  }
}

const unsettled = ({ requestId }: WorkspaceCtx, error: unknown): void =>
  log().error({ request_id: requestId, err: error }, "a streamed call could not be charged; its lease will be");

const tooLong = (): AppError =>
  new AppError("upstream", `The answer took longer than ${LONGEST_MS / 60_000} minutes.`, { code: "llm.too_long" });

const abandoned = (cause: unknown): AppError =>
  new AppError("impossible", "The caller hung up before the answer began.", { code: "call.abandoned", cause });
