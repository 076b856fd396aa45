import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { languageModel } from "@/lib/providers/llm/select";
import { meterCall } from "./meter-call";
import { leaseCall, type Call } from "./lease-call";
import { toModelError } from "./model-error";
import type { ChatCompletionAnswer } from "./schemas";
import { toCompletion } from "./to-completion";

/**
 * Asks the configured model on behalf of a workspace: budget first (402 `budget.exceeded`), then the model, then the usage row with its
 * real cost. A call that was refused gives its budget back. The answer is untrusted and passed on as it came.
 */
export async function completeChat(
  ctx: WorkspaceCtx,
  call: Call,
  model = languageModel(),
): Promise<ChatCompletionAnswer> {
  const leased = await leaseCall(ctx, call, model);
  const meter = meterCall(ctx, leased);
  // How much was written of an answer that did not arrive is not known: all there was room for is counted.
  meter.count({ used: leased.most });
  try {
    // A caller that hangs up does not end the call: it is paid for, so its cost must be known.
    const answer = await model.complete(leased.asked, new AbortController().signal);
    await meter.charge(answer);
    return toCompletion(ctx, answer);
  } catch (error) {
    await meter.fail(error);
    throw toModelError(error);
  }
}
