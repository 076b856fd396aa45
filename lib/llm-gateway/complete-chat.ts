import { leaseBudget } from "@/lib/ingestion/lease-budget";
import { releaseBudget, settleBudget } from "@/lib/ingestion/settle-budget";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import type { ChatAnswer, ChatRequest, LanguageModel } from "@/lib/providers/llm/port";
import { languageModel } from "@/lib/providers/llm/select";
import { requirePermission } from "@/lib/tenancy/require-permission";
import { CampaignHeader, type ChatCompletionAnswer, type ChatCompletionRequest } from "./schemas";

type Call = { request: ChatCompletionRequest; campaignId: string | null };

const DEFAULT_MAX_TOKENS = 4_000;
/** A token has at least one byte; what surrounds a message takes a few. */
const TOKENS_AROUND_MESSAGE = 16;
/** Names that mean "whichever model is configured". */
const ANY_MODEL = new Set(["", "default", "auto", "offline planner"]);

/**
 * Asks the configured model on behalf of a workspace: budget first (402 `budget.exceeded`), then the model, then the usage row with its
 * real cost. A failed call gives its budget back. The answer is untrusted and passed on as it came.
 */
export async function completeChat(
  ctx: WorkspaceCtx,
  { request, campaignId }: Call,
  model = languageModel(),
): Promise<ChatCompletionAnswer> {
  requirePermission(ctx, "ingestion.write");
  const asked = toChatRequest(request, model);
  const { provider } = model;
  const campaign = CampaignHeader.safeParse(campaignId ?? undefined);
  if (!campaign.success)
    throw new AppError("invalid", "x-campaign-id must be a uuid", {
      code: "campaign_id.invalid",
      details: { field: "x-campaign-id" },
    });

  const lease = await leaseBudget(ctx, {
    provider,
    model: asked.model,
    tokens: mostTokens(asked),
    campaignId: campaign.data,
    purpose: "gateway",
  });
  const answer = await ask(ctx, { model, asked, leaseId: lease.leaseId });
  const { costUsd } = await settleBudget(ctx, {
    leaseId: lease.leaseId,
    provider,
    model: answer.model,
    tokens: answer.tokens,
  });
  if (costUsd === null) {
    log().warn(
      { request_id: ctx.requestId, provider, model: answer.model },
      "a model without a known price was used: its cost is stored as unknown",
    );
  }
  return toCompletion(ctx, answer);
}

type Ask = { model: LanguageModel; asked: ChatRequest; leaseId: string };

/** A caller that hangs up does not end the call: it is paid for, so its cost must be known. */
async function ask(ctx: WorkspaceCtx, { model, asked, leaseId }: Ask): Promise<ChatAnswer> {
  try {
    return await model.complete(asked, new AbortController().signal);
  } catch (error) {
    await releaseBudget(ctx, { leaseId });
    throw error;
  }
}

function toChatRequest(request: ChatCompletionRequest, model: LanguageModel): ChatRequest {
  const named = request.model?.trim() ?? "";
  return {
    model: ANY_MODEL.has(named.toLowerCase()) ? model.defaultModel : named,
    messages: request.messages,
    temperature: request.temperature ?? undefined,
    maxTokens: request.max_completion_tokens ?? request.max_tokens ?? DEFAULT_MAX_TOKENS,
    json: request.response_format?.type === "json_object",
  };
}

function mostTokens({ messages, maxTokens }: ChatRequest): { in: number; out: number } {
  const bytes = messages.reduce(
    (sum, { content }) => sum + Buffer.byteLength(content) + TOKENS_AROUND_MESSAGE,
    TOKENS_AROUND_MESSAGE,
  );
  return { in: bytes, out: maxTokens };
}

function toCompletion(ctx: WorkspaceCtx, { model, text, tokens, finish }: ChatAnswer): ChatCompletionAnswer {
  return {
    id: `chatcmpl-${ctx.requestId}`,
    object: "chat.completion",
    created: Math.floor(ctx.now().getTime() / 1000),
    model,
    choices: [
      { index: 0, message: { role: "assistant", content: text, refusal: null }, logprobs: null, finish_reason: finish },
    ],
    usage: { prompt_tokens: tokens.in, completion_tokens: tokens.out, total_tokens: tokens.in + tokens.out },
  };
}
