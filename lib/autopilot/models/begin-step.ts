import type { LanguageModelV4CallOptions, LanguageModelV4StreamPart, LanguageModelV4Usage } from "@ai-sdk/provider";
import { meterCall, type CallMeter } from "@/lib/metering/llm-gateway/meter-call";
import { leaseBudget } from "@/lib/metering/spending/lease-budget";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { withTransaction } from "@/lib/platform/transaction";
import type { ToolModel } from "@/lib/providers/llm/port";
import { readUsage } from "@/lib/providers/llm/usage";
import { toRecord, type Answered } from "./request-record";
import type { ModelCall, UsedTokens } from "./schemas";
import { endRequest, insertRequest, type RequestEnd } from "./store";

export type StepOfCall = {
  port: ToolModel;
  call: ModelCall;
  callId: string;
  number: number;
  options: LanguageModelV4CallOptions;
};

/** One request to a model. Its first ending counts: it settles the lease once and completes the row of the request log. */
export type Step = {
  count: (part: LanguageModelV4StreamPart) => void;
  finish: (end: { model: string; usage: LanguageModelV4Usage; finish: string }) => Promise<UsedTokens>;
  fail: (error: unknown) => Promise<void>;
  /** The caller is gone: counted is charged. */
  abandon: () => Promise<void>;
};

/** A token has at least one byte; the wrapping of a message, a tool or a schema takes fewer tokens than bytes. */
const mostTokens = ({ prompt, tools, responseFormat, maxOutputTokens }: LanguageModelV4CallOptions) => ({
  in: Buffer.byteLength(JSON.stringify([prompt, tools ?? [], responseFormat ?? {}])),
  out: maxOutputTokens ?? 0,
});

/**
 * Sets the dearest outcome of one request aside and writes down what is asked, before anything is sent; 402 `budget.exceeded` when the month's
 * limit would not hold it. Refused in a frozen workspace.
 */
export async function beginStep(ctx: WorkspaceCtx, { port, call, callId, number, options }: StepOfCall): Promise<Step> {
  // No permission: the callers of a model ask for their own; the lease belongs to the installation's books.
  const payer: WorkspaceCtx = { ...ctx, actor: { type: "job", job: "models.call" } };
  const { provider } = port;
  const model = port.model.modelId;
  const most = mostTokens(options);
  const { leaseId, price } = await leaseBudget(payer, { provider, model, tokens: most, purpose: call.purpose });
  const meter = meterCall(payer, { leaseId, price, asked: { model }, most });
  const id = newId();
  const { projectId, purpose, context } = call;
  const request = toRecord(options);
  // No event: the usage row and the request log are the record.
  await withTransaction(payer, (tx) =>
    insertRequest(tx, { id, projectId, callId, step: number, purpose, provider, model, context, request }),
  ).catch(async (error: unknown) => {
    await meter.release();
    throw error;
  });
  // Only the end says how much was thought: until then it may have been all there was room for.
  if (port.thinks) meter.count({ used: { out: most.out } });
  const end = (row: Omit<RequestEnd, "id">): Promise<void> =>
    withTransaction({ ...payer, whileFrozen: true }, (tx) => endRequest(tx, { ...row, id }));
  return stepOf({ meter, model, most, end, spent: call.spent });
}

type Ends = {
  meter: CallMeter;
  model: string;
  most: UsedTokens;
  end: (row: Omit<RequestEnd, "id">) => Promise<void>;
  spent: ModelCall["spent"];
};
const NOTHING: UsedTokens = { in: 0, out: 0 };

function stepOf({ meter, model, most, end, spent }: Ends): Step {
  const answered: Answered = { text: "", calls: [] };
  let bytes = 0;
  let ending: Promise<UsedTokens> | undefined;
  const once = (run: () => Promise<UsedTokens>): Promise<UsedTokens> =>
    (ending ??= run().finally(() => spent?.(meter.costUsd())));
  const response = (): object => toRecord(answered);
  const counted = (): UsedTokens => ({ in: most.in, out: Math.min(most.out, bytes) });

  return {
    count: (part) => {
      const written = textOf(part);
      bytes += Buffer.byteLength(written);
      if (written !== "") meter.count({ text: written });
      if (part.type === "text-delta") answered.text += part.delta;
      if (part.type === "tool-call") answered.calls.push({ name: part.toolName, input: part.input });
    },
    finish: ({ model: answering, usage, finish }) =>
      once(async () => {
        const said = readUsage(usage.raw) ?? totalsOf(usage);
        // A server that does not count is charged for the bytes.
        await meter.charge(said ? { model: answering, tokens: said, finish: "stop" } : undefined);
        const { in: tokensIn, out } = said ?? counted();
        const tokens = { in: tokensIn, out };
        await end({
          model: answering,
          tokens,
          status: "completed",
          errorCode: null,
          response: { ...response(), finish },
        });
        return tokens;
      }),
    fail: async (error) => {
      await once(async () => {
        await meter.fail(error);
        const tokens = bytes === 0 ? NOTHING : counted();
        const errorCode = error instanceof AppError ? error.code : "internal";
        await end({ model, tokens, status: "failed", errorCode, response: response() });
        return tokens;
      });
    },
    abandon: async () => {
      await once(async () => {
        await meter.charge();
        await end({ model, tokens: counted(), status: "aborted", errorCode: null, response: response() });
        return counted();
      });
    },
  };
}

/** The text that a part adds to the answer, whichever kind it is: it is paid for. */
const textOf = (part: LanguageModelV4StreamPart): string =>
  part.type === "text-delta" || part.type === "reasoning-delta" || part.type === "tool-input-delta" ? part.delta : "";

function totalsOf({ inputTokens, outputTokens }: LanguageModelV4Usage): UsedTokens | null {
  if (inputTokens.total === undefined || outputTokens.total === undefined) return null;
  return { in: inputTokens.total, out: outputTokens.total };
}
