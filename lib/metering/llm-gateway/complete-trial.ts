import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { languageModel } from "@/lib/providers/llm/select";
import { toModelError } from "./model-error";
import { requireAllowedModel } from "./require-allowed-model";
import type { ChatCompletionAnswer, ChatCompletionRequest } from "./schemas";
import { toChatRequest } from "./to-chat-request";
import { toCompletion } from "./to-completion";

const MOST_TOKENS = 4_000;
const MODEL_MS = 60_000;

/** Asks the configured model without a lease and without a usage row, for tests that cost the workspace nothing; the caller limits how many. */
export async function completeTrial(
  ctx: WorkspaceCtx,
  request: ChatCompletionRequest,
  model = languageModel(),
): Promise<ChatCompletionAnswer> {
  requirePermission(ctx, "ingestion.write");
  const asked = toChatRequest(request, model);
  await requireAllowedModel(ctx, asked.model, model);
  const bounded = { ...asked, maxTokens: Math.min(asked.maxTokens, MOST_TOKENS) };
  try {
    return toCompletion(ctx, await model.complete(bounded, AbortSignal.timeout(MODEL_MS)));
  } catch (error) {
    throw toModelError(error);
  }
}
