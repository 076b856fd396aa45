import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { getProgress } from "./get-progress";
import type { Progress, SaveProgress } from "./schemas";
import { upsertCurrentStep } from "./store";

/** Remembers which step the founder is at, so that a closed tab costs nothing. Says nothing about what is complete. */
export async function saveProgress(ctx: WorkspaceCtx, { current_step }: SaveProgress): Promise<Progress> {
  requirePermission(ctx, "onboarding.write");

  // No event: where somebody looks is not something that happened to the company.
  return withTransaction(ctx, async (tx) => {
    await upsertCurrentStep(tx, current_step);
    return getProgress(tx);
  });
}
