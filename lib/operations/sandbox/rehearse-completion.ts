import { requirePermission } from "@/lib/foundation/access/require-permission";
import { completeTrial } from "@/lib/metering/llm-gateway/complete-trial";
import type { ChatCompletionAnswer, ChatCompletionRequest } from "@/lib/metering/llm-gateway/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { lockOpenRun } from "./lock-open-run";
import type { RunRef } from "./schemas";
import { updateRun } from "./store";

/** One for the test person, and room for a node that tries again. */
export const MODEL_CALLS = 5;

/** Asks the model for a test run, which costs the workspace nothing: a run asks at most five times. */
export async function rehearseCompletion(
  ctx: WorkspaceCtx,
  { runId, request }: RunRef & { request: ChatCompletionRequest },
): Promise<ChatCompletionAnswer> {
  requirePermission(ctx, "sequence.write");
  // No event: the run's end is a line of the ledger.
  await withTransaction(ctx, async (tx) => {
    const run = await lockOpenRun(tx, { runId, of: ["email_preparation", "research_report"] });
    const model_calls = (run.result.model_calls ?? 0) + 1;
    if (model_calls > MODEL_CALLS) {
      throw new AppError("rate_limited", `A test asks the model at most ${MODEL_CALLS} times.`, {
        code: "sandbox.too_many_calls",
        details: { retry_after_seconds: 60 },
      });
    }
    await updateRun(tx, runId, { result: { ...run.result, model_calls } });
  });
  return completeTrial(ctx, request);
}
