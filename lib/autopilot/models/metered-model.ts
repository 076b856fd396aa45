import type { LanguageModelV4, LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { wrapLanguageModel } from "ai";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { newId } from "@/lib/platform/ids";
import { log } from "@/lib/platform/log";
import { brokenOff } from "@/lib/providers/http/request-json";
import { streamOf } from "@/lib/providers/http/stream-of";
import type { ToolModel } from "@/lib/providers/llm/port";
import { vendorError } from "@/lib/providers/llm/vendor-error";
import { beginStep, type Step } from "./begin-step";
import { modelFailure } from "./model-failure";
import type { AnsweredBy, ModelCall, UsedTokens } from "./schemas";

export type MeteredModel = {
  model: LanguageModelV4;
  callId: string;
  answeredBy: () => AnsweredBy;
  tokens: () => UsedTokens;
  /** Settles when the last request is in the books, also one that was left in the middle. */
  settled: () => Promise<void>;
};

type Running = { vendor: string; model: string; step: Step; finished: (model: string, used: UsedTokens) => void };

/**
 * The configured model for one call of a company: each of its requests is leased before and settled after, once, however it ends, and stands in
 * the request log with the hash of the context. Its failures have our codes and words.
 */
export function meteredModel(ctx: WorkspaceCtx, call: ModelCall, port: ToolModel): MeteredModel {
  const callId = newId();
  const vendor = port.model.provider.split(".")[0] ?? port.provider;
  const answeredBy: AnsweredBy = { provider: port.provider, model: port.model.modelId, label: port.label };
  const tokens: UsedTokens = { in: 0, out: 0 };
  let number = 0;
  let last: Step | undefined;
  const finished = (model: string, used: UsedTokens): void => {
    answeredBy.model = model;
    tokens.in += used.in;
    tokens.out += used.out;
  };
  const model = wrapLanguageModel({
    model: port.model,
    middleware: {
      specificationVersion: "v4",
      wrapGenerate: () => {
        throw new Error("A call that is not streamed would not be metered.");
      },
      wrapStream: async ({ doStream, params }) => {
        call.signal.throwIfAborted();
        const step = await beginStep(ctx, { port, call, callId, number: ++number, options: params });
        last = step;
        // At once, not when a reader that does not read asks for more.
        const abandon = (): void =>
          void step
            .abandon()
            .catch((err: unknown) => log().error({ call_id: callId, err }, "a stopped call was not settled"));
        call.signal.addEventListener("abort", abandon, { once: true });
        try {
          const { stream } = await doStream();
          return {
            stream: streamOf(metered(stream, { vendor, model: port.model.modelId, step, finished })),
          };
        } catch (error) {
          const failure = call.signal.aborted ? error : vendorError({ vendor, error, hasWritten: false });
          await step.fail(failure);
          throw modelFailure(failure);
        }
      },
    },
  });
  return {
    model,
    callId,
    answeredBy: () => ({ ...answeredBy }),
    tokens: () => ({ ...tokens }),
    settled: async () => last?.abandon(),
  };
}

/** The parts of an answer, each counted as it is read; an answer that fails or breaks off ends with one error. */
async function* metered(
  stream: ReadableStream<LanguageModelV4StreamPart>,
  { vendor, model, step, finished }: Running,
): AsyncGenerator<LanguageModelV4StreamPart, void> {
  let hasWritten = false;
  let answering = model;
  try {
    for await (const part of stream) {
      step.count(part);
      hasWritten ||= part.type === "text-delta" || part.type === "tool-input-delta";
      if (part.type === "response-metadata") answering = part.modelId ?? answering;
      if (part.type === "error") throw part.error;
      if (part.type !== "finish") {
        yield part;
        continue;
      }
      const { usage, finishReason } = part;
      if (finishReason.unified === "interrupted" || finishReason.unified === "error") throw brokenOff(vendor);
      finished(answering, await step.finish({ model: answering, usage, finish: finishReason.unified }));
      yield part;
      return;
    }
    throw brokenOff(vendor);
  } catch (error) {
    const failure = vendorError({ vendor, error, hasWritten });
    await step.fail(failure);
    yield { type: "error", error: modelFailure(failure) };
  } finally {
    await step.abandon();
  }
}
