import { isStepCount, streamText, tool, type TextStreamPart, type ToolSet } from "ai";
import type { Json } from "@/lib/company/approvals/schemas";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { toolModel } from "@/lib/providers/llm/select";
import { meteredModel, type MeteredModel } from "./metered-model";
import { modelTerm } from "./model-term";
import type { ModelTool, ReplyCall, ReplyPart } from "./schemas";

/**
 * Asks the configured model and passes its reply on as it comes, running the tools that it calls one after the other, at most `maxSteps` times
 * it is asked. Every request is leased before and settled after, once, also when `signal` fires or the reader leaves. Throws the AppError of a
 * failure: `budget.exceeded`, `model.unreachable`, `model.busy`, `model.broken_off`, and the reason of `signal`. The reply is untrusted text.
 */
export async function* streamReply(
  ctx: WorkspaceCtx,
  call: ReplyCall,
  port = toolModel(),
): AsyncGenerator<ReplyPart, void> {
  requirePermission(ctx, "projects.read");
  const term = modelTerm(ctx, call.signal);
  const metered = meteredModel(ctx, { ...call, signal: term.signal }, port);
  try {
    term.signal.throwIfAborted();
    const reply = streamText({
      model: metered.model,
      instructions: call.system,
      messages: [...call.messages],
      tools: Object.fromEntries(call.tools.map((own) => [own.name, toTool(ctx, own)])),
      stopWhen: isStepCount(call.maxSteps),
      // Two proposals of one step would otherwise race for the same rows.
      toolCallConcurrency: 1,
      maxOutputTokens: call.maxOutputTokens,
      maxRetries: 0,
      abortSignal: term.signal,
      // Errors arrive as parts; the default would print them.
      onError: () => undefined,
    });
    yield* parts(reply.stream, { metered, signal: term.signal });
  } finally {
    term.over();
    await metered.settled();
  }
}

const toTool = (ctx: WorkspaceCtx, { name, description, input, run }: ModelTool) =>
  tool({
    description,
    inputSchema: input,
    execute: async (given: unknown): Promise<Json> => {
      try {
        return await run(given);
      } catch (error) {
        if (error instanceof AppError) throw error;
        log().error({ request_id: ctx.requestId, tool: name, err: error }, "a tool of the model failed");
        throw new AppError("internal", "This failed on our side. Say so, and do not try it again.", { cause: error });
      }
    },
  });

type Reading = { metered: MeteredModel; signal: AbortSignal };
const FINISHES: Partial<Record<string, "length" | "steps">> = { length: "length", "tool-calls": "steps" };

async function* parts(
  stream: AsyncIterable<TextStreamPart<ToolSet>>,
  { metered, signal }: Reading,
): AsyncGenerator<ReplyPart, void> {
  for await (const part of stream) {
    if (part.type === "error") throw part.error;
    if (part.type === "abort") throw signal.reason;
    if (part.type !== "finish") {
      const told = toReplyPart(part);
      if (told) yield told;
      continue;
    }
    const finish = FINISHES[part.finishReason] ?? "stop";
    const { callId } = metered;
    yield { type: "end", finish, answeredBy: metered.answeredBy(), tokens: metered.tokens(), callId };
  }
}

function toReplyPart(part: TextStreamPart<ToolSet>): ReplyPart | null {
  if (part.type === "text-delta" && part.text !== "") return { type: "text", text: part.text };
  if (part.type === "tool-call")
    return { type: "tool_call", id: part.toolCallId, name: part.toolName, input: part.input as Json };
  if (part.type === "tool-result")
    return { type: "tool_result", id: part.toolCallId, name: part.toolName, ok: true, output: part.output as Json };
  if (part.type !== "tool-error") return null;
  const { toolCallId: id, toolName: name, error } = part;
  return { type: "tool_result", id, name, ok: false, output: { error: wordsOf(error) } };
}

const LONGEST_WORDS = 500;
const wordsOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, LONGEST_WORDS).toWellFormed();
