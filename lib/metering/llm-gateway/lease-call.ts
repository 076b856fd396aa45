import { leaseBudget } from "@/lib/metering/spending/lease-budget";
import type { Price } from "@/lib/metering/spending/prices";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import type { ChatRequest, LanguageModel, Tokens } from "@/lib/providers/llm/port";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { requireAllowedModel } from "./require-allowed-model";
import { IdHeader, type ChatCompletionRequest } from "./schemas";
import { toChatRequest } from "./to-chat-request";

/** `leadId`: the lead that the call is about, whose costs it is among. */
export type Call = { request: ChatCompletionRequest; campaignId: string | null; leadId?: string | null };
/** A call whose dearest outcome is set aside; `most` tokens at `price` is what that was reckoned by. */
export type LeasedCall = { leaseId: string; price: Price | null; asked: ChatRequest; most: Tokens };

/** A token has at least one byte; what surrounds a message takes a few. */
const TOKENS_AROUND_MESSAGE = 16;

/**
 * Sets aside the most a call can cost, before anything is asked; 402 `budget.exceeded` when the month's limit would not hold it, 400
 * `model.not_allowed` with the list when the model is none that the operator chose.
 */
export async function leaseCall(
  ctx: WorkspaceCtx,
  { request, campaignId, leadId }: Call,
  model: LanguageModel,
): Promise<LeasedCall> {
  requirePermission(ctx, "ingestion.write");
  const asked = toChatRequest(request, model);
  await requireAllowedModel(ctx, asked.model, model);
  const campaign = IdHeader.safeParse(campaignId ?? undefined);
  if (!campaign.success) throw noUuid("campaign");
  const lead = IdHeader.safeParse(leadId ?? undefined);
  if (!lead.success) throw noUuid("lead");

  const { provider } = model;
  const most = mostTokens(asked);
  const { leaseId, price } = await leaseBudget(ctx, {
    provider,
    model: asked.model,
    tokens: most,
    campaignId: campaign.data,
    purpose: "gateway",
    leadId: lead.data,
  });
  return { leaseId, price, asked, most };
}

const noUuid = (of: "campaign" | "lead"): AppError =>
  new AppError("invalid", `x-${of}-id must be a uuid`, {
    code: `${of}_id.invalid`,
    details: { field: `x-${of}-id` },
  });

function mostTokens({ messages, maxTokens }: ChatRequest): Tokens {
  const bytes = messages.reduce(
    (sum, { content }) => sum + Buffer.byteLength(content) + TOKENS_AROUND_MESSAGE,
    TOKENS_AROUND_MESSAGE,
  );
  return { in: bytes, out: maxTokens };
}
