import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { forgetOnboardingDraft } from "./forget-onboarding-draft";
import { readInfrastructure } from "./read-infrastructure";
import { saveInfrastructure } from "./save-infrastructure";
import type { RevisedInfrastructure, SaveInfrastructure } from "./schemas";

/** Saves when and how much the workspace mails, and removes what the caller had typed, in one commit. 409 `infrastructure.stale`. */
export async function saveScheduleAnswers(
  ctx: WorkspaceCtx,
  input: SaveInfrastructure & { revision?: number },
): Promise<RevisedInfrastructure> {
  requirePermission(ctx, "onboarding.write");
  // No event: each part that is saved appends its own.
  return withTransaction(ctx, async (tx) => {
    await saveInfrastructure(tx, input);
    await forgetOnboardingDraft(tx, "infrastructure");
    return readInfrastructure(tx);
  });
}
