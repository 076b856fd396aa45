import { Output, streamText } from "ai";
import type { ZodType } from "zod";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { toolModel } from "@/lib/providers/llm/select";
import { meteredModel, type MeteredModel } from "./metered-model";
import { modelTerm } from "./model-term";
import { readObject } from "./read-object";
import type { ModelMessage, ObjectAnswer, ObjectCall } from "./schemas";

/** As much of a wrong answer as a model is shown again. */
const LONGEST_QUOTE = 8_000;

/**
 * Asks the configured model for an object of this schema. An answer that does not fit is sent back once, with what is wrong; 502
 * `model.bad_answer` if the second does not fit either. Leased, settled and logged like every call; throws as `streamReply` does.
 */
export async function askForObject<T>(
  ctx: WorkspaceCtx,
  call: ObjectCall<T>,
  port = toolModel(),
): Promise<ObjectAnswer<T>> {
  requirePermission(ctx, "projects.read");
  const term = modelTerm(ctx, call.signal);
  const asked = { ...call, signal: term.signal };
  const metered = meteredModel(ctx, asked, port);
  try {
    const first = await askOnce(metered, asked, call.messages);
    const second = first.ok ? first : await askOnce(metered, asked, [...call.messages, ...correctionOf(first)]);
    if (second.ok)
      return {
        value: second.value,
        answeredBy: metered.answeredBy(),
        tokens: metered.tokens(),
        callId: metered.callId,
      };
    throw new AppError("upstream", "The model's answer does not have the form that was asked for. Try again shortly.", {
      code: "model.bad_answer",
      details: { problems: second.problems },
    });
  } finally {
    term.over();
    await metered.settled();
  }
}

type Attempt<T> = { ok: true; value: T } | { ok: false; text: string; problems: string[] };

async function askOnce<T>(
  { model }: MeteredModel,
  call: ObjectCall<T>,
  messages: readonly ModelMessage[],
): Promise<Attempt<T>> {
  call.signal.throwIfAborted();
  const { stream } = streamText({
    model,
    instructions: call.system,
    messages: [...messages],
    output: Output.object({ schema: call.schema as ZodType<unknown>, name: call.schemaName }),
    providerOptions: LENIENT,
    maxOutputTokens: call.maxOutputTokens,
    maxRetries: 0,
    abortSignal: call.signal,
    // Errors arrive as parts; the default would print them.
    onError: () => undefined,
  });
  let text = "";
  for await (const part of stream) {
    if (part.type === "error") throw part.error;
    if (part.type === "abort") throw call.signal.reason;
    if (part.type === "text-delta") text += part.text;
  }
  const read = readObject(text, call.schema);
  return read.ok ? read : { ...read, text };
}

/** OpenAI's strict mode takes no schema with an optional field. */
const LENIENT = { openaiCompatible: { strictJsonSchema: false } };

const correctionOf = ({ text, problems }: { text: string; problems: string[] }): ModelMessage[] => [
  { role: "assistant", content: text.slice(0, LONGEST_QUOTE).toWellFormed() || "(nothing)" },
  {
    role: "user",
    content: `This does not have the form that was asked for:\n${problems.map((problem) => `- ${problem}`).join("\n")}\nAnswer once more, with the JSON object alone.`,
  },
];
