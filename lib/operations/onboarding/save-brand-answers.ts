import { requirePermission } from "@/lib/foundation/access/require-permission";
import { readBrand } from "@/lib/company/profile/read-brand";
import type { RevisedBrand, SaveBrandOver } from "@/lib/company/profile/schemas";
import { changeSender } from "@/lib/outreach/drafts/change-sender";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { forgetOnboardingDraft } from "./forget-onboarding-draft";

/** Saves company and sender as {@link changeSender} does, and removes the caller's draft of them, in one commit. 409 `brand.stale`. */
export async function saveBrandAnswers(
  ctx: WorkspaceCtx,
  input: SaveBrandOver,
): Promise<RevisedBrand & { voided_approvals: number }> {
  requirePermission(ctx, "onboarding.write");

  // No event: each part that is saved appends its own.
  return withTransaction(ctx, async (tx) => {
    const { voided_approvals } = await changeSender(tx, input);
    await forgetOnboardingDraft(tx, "brand");
    return { ...(await readBrand(tx)), voided_approvals };
  });
}
