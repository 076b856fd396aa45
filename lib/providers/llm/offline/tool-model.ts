import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from "@ai-sdk/provider";
import { streamOf } from "../../http/stream-of";
import type { ToolModel } from "../port";
import { draftObject } from "./draft-object";
import { nextMove } from "./next-move";
import { readRequest } from "./planner-request";
import { OFFLINE_PLANNER } from "./provider";

/** Rises with every change of what the planner answers to the same request. */
const RULES_VERSION = 1;

const FREE: LanguageModelV4Usage = {
  inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 0, text: 0, reasoning: 0 },
};

/** The same request has the same answer, to the byte. */
function answer(options: LanguageModelV4CallOptions): LanguageModelV4Content {
  const { responseFormat } = options;
  if (responseFormat?.type === "json")
    return { type: "text", text: JSON.stringify(draftObject(options, responseFormat)) };
  const request = readRequest(options);
  const move = nextMove(request);
  if ("say" in move) return { type: "text", text: move.say };
  const toolCallId = `planner_${request.used.length + 1}`;
  return { type: "tool-call", toolCallId, toolName: move.use, input: JSON.stringify(move.input) };
}

const finishOf = ({ type }: LanguageModelV4Content) =>
  ({ unified: type === "tool-call" ? "tool-calls" : "stop", raw: undefined }) as const;

async function* parts(options: LanguageModelV4CallOptions): AsyncGenerator<LanguageModelV4StreamPart, void> {
  options.abortSignal?.throwIfAborted();
  const said = answer(options);
  yield { type: "stream-start", warnings: [] };
  yield { type: "response-metadata", modelId: offlineModel.modelId };
  if (said.type === "text") {
    yield { type: "text-start", id: "text" };
    for (const [delta] of said.text.matchAll(/\s*\S+\s*$|\s*\S+/gu)) {
      // Lets a reader that stops be heard between two words.
      await new Promise<void>((resolve) => setImmediate(resolve));
      options.abortSignal?.throwIfAborted();
      yield { type: "text-delta", id: "text", delta };
    }
    yield { type: "text-end", id: "text" };
  } else if (said.type === "tool-call") yield said;
  yield { type: "finish", usage: FREE, finishReason: finishOf(said) };
}

const offlineModel: LanguageModelV4 = {
  specificationVersion: "v4",
  provider: OFFLINE_PLANNER,
  modelId: `offline-planner@${RULES_VERSION}`,
  supportedUrls: {},
  doGenerate: async (options) => {
    const said = answer(options);
    return { content: [said], finishReason: finishOf(said), usage: FREE, warnings: [] };
  },
  doStream: async (options) => ({ stream: streamOf(parts(options)) }),
};

/**
 * A model of rules: it reads the request as any model does, uses tools in the same loop and words what it found by templates. Deterministic,
 * free, and it never follows a text of third parties.
 */
export const offlineToolModel: ToolModel = {
  provider: OFFLINE_PLANNER,
  label: OFFLINE_PLANNER,
  thinks: false,
  model: offlineModel,
};
